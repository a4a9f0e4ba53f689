package dev.holdfast.spec.yaml;

import dev.holdfast.spec.text.Complaint;
import dev.holdfast.spec.text.Yaml;
import org.jspecify.annotations.Nullable;

/**
 * A disk's model, by QEMU's name for it where the bus is virtio: libvirt says {@code virtio-blk} by the bus alone and
 * its transitional kinds by bus and model. Other buses' models are libvirt's own.
 */
record DiskModel(String key, Path path) implements ShortName {

    private static final Path MODEL = Path.of("@model");
    private static final String BLK = "virtio-blk";
    private static final String BUS = "virtio";

    DiskModel() {
        this("model", Path.of("target@bus"));
    }

    @Override
    public @Nullable Complaint put(Draft draft, String value) {
        if (!value.startsWith(BLK)) {
            return ShortName.put(draft, MODEL, key, value);
        }
        String kind = value.substring(BLK.length());
        if (!kind.isEmpty() && !kind.equals("-transitional") && !kind.equals("-non-transitional")) {
            return new Complaint(
                    value + " is not a disk model",
                    "Write virtio-blk, virtio-blk-transitional or virtio-blk-non-transitional");
        }
        Complaint complaint = ShortName.put(draft, path, key, BUS);
        return complaint != null || kind.isEmpty() ? complaint : ShortName.put(draft, MODEL, key, BUS + kind);
    }

    @Override
    public Yaml.@Nullable Scalar take(Draft draft) {
        String model = draft.get(MODEL);
        boolean virtio = BUS.equals(draft.get(path));
        if (virtio && model == null) {
            draft.take(path);
            return Yaml.text(BLK);
        }
        if (virtio && model != null && (model.equals("virtio-transitional") || model.equals("virtio-non-transitional"))) {
            own(draft);
            return Yaml.text(BLK + model.substring(BUS.length()));
        }
        if (model == null || model.isEmpty() || model.startsWith(BLK)) {
            return null;
        }
        draft.take(MODEL);
        return Yaml.text(model);
    }

    @Override
    public void own(Draft draft) {
        draft.take(MODEL);
        if (BUS.equals(draft.get(path))) {
            draft.take(path);
        }
    }
}
