package dev.holdfast.planner.kind;

import dev.holdfast.planner.shape.Draft;
import dev.holdfast.planner.shape.Forms;
import dev.holdfast.planner.shape.Shape;

/** {@code <parallel>}. */
public final class Parallel implements Kind {

    private static final Shape SHAPE =
            CharDevices.shape("parallel", Shape.of("target").attr("port", Forms.DECIMAL).ignores("@type", "model"));

    @Override
    public Shape shape() {
        return SHAPE;
    }

    @Override
    public void complete(Draft device, Plan plan) {
        device.setIfAbsent("type", "pty");
        CharSource.complete(device);
        CharDevices.port(device, plan, false);
    }

    @Override
    public void check(Draft device, Plan plan) {
        CharSource.check(device, plan, false);
        if (device.is("type", "spicevmc")) {
            throw device.rejected("<parallel type='spicevmc'>", "Only a <channel> with a target of type virtio can be that");
        }
        DeviceInfo.check(device);
    }
}
