package dev.holdfast.planner.kind;

import dev.holdfast.planner.shape.Draft;
import dev.holdfast.planner.shape.Forms;
import dev.holdfast.planner.shape.Shape;

/** {@code <rng>}. */
public final class Rng implements Kind {

    private static final Shape RANDOM = backend().text(Forms.FILLED).ignores("@type");

    private static final Shape EGD =
            CharSource.in(backend().attr("type", CharSource.TYPE)).requires("@type");

    private static final Shape BUILTIN = backend().ignores("@type", "source", "protocol");

    private static final Shape SHAPE = DeviceInfo.of(Shape.of("rng")
                    .attr("model", Forms.oneOf("virtio", "virtio-transitional", "virtio-non-transitional"))
                    .child(Shape.of("rate").attr("bytes", Forms.DECIMAL_UNLESS_ZERO).attr("period", Forms.DECIMAL_UNLESS_ZERO))
                    .child("backend", by -> backend(by.element().attribute("model")))
                    .child(Common.virtio(Shape.of("driver"))))
            .requires("@model", "backend");

    private static Shape backend() {
        return Shape.of("backend").attr("model", Forms.oneOf("random", "egd", "builtin")).requires("@model");
    }

    private static Shape backend(@org.jspecify.annotations.Nullable String model) {
        return "egd".equals(model) ? EGD : "builtin".equals(model) ? BUILTIN : RANDOM;
    }

    @Override
    public Shape shape() {
        return SHAPE;
    }

    @Override
    public void complete(Draft device, Plan plan) {
        Draft rate = device.child("rate");
        if (rate != null && !rate.has("bytes")) {
            device.remove("rate");
        }
        Draft backend = device.make("backend");
        if (backend.is("model", "random") && backend.text() == null) {
            backend.text("/dev/random");
        } else if (backend.is("model", "egd")) {
            CharSource.complete(backend);
        }
    }

    @Override
    public void check(Draft device, Plan plan) {
        DeviceInfo.check(device);
        Draft backend = device.make("backend");
        if (backend.is("model", "egd")) {
            CharSource.check(backend, plan, false);
        }
    }
}
