package dev.holdfast.planner.kind;

import dev.holdfast.planner.shape.Draft;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What libvirt fills in of a disk's sources, whatever holds them. */
final class DiskSources {

    private DiskSources() {}

    /** Fills in what a source has by default. */
    static void complete(@Nullable Draft source, String type) {
        if (source == null) {
            return;
        }
        switch (type) {
            case "network" -> Hosts.complete(source, DiskSource.defaultPort(source.get("protocol", "")));
            case "nvme" -> Addresses.completeHostPci(Objects.requireNonNull(source.child("address")));
            case "vhostuser" -> completeReconnect(source.child("reconnect"));
            default -> {
                // Nothing has a default.
            }
        }
        if (!type.equals("network")) {
            completeLabels(source);
        }
        Draft store = source.child("dataStore");
        if (store != null) {
            complete(store.child("source"), store.get("type", "file"));
        }
    }

    /** Fills in what an iSCSI source has by default: the first unit. */
    static void completeUnit(Draft source) {
        String name = source.get("name");
        if (name != null && name.indexOf('/') < 0) {
            source.set("name", name + "/0");
        }
    }

    private static void completeReconnect(@Nullable Draft reconnect) {
        if (reconnect == null) {
            return;
        }
        if (!reconnect.is("enabled", "yes")) {
            reconnect.set("timeout", null);
        } else if (!reconnect.has("timeout")) {
            throw reconnect.rejected("<reconnect enabled='yes'> has no timeout", "Give it one, in seconds");
        }
    }

    private static void completeLabels(Draft source) {
        List<Draft> labels = source.children("seclabel");
        for (int i = 0; i < labels.size(); i++) {
            Draft label = labels.get(i);
            String model = label.get("model");
            for (int j = 0; j < i; j++) {
                if (model != null && model.equals(labels.get(j).get("model"))) {
                    throw label.rejected("There is a second <seclabel> for the model " + model, "Take one away");
                }
            }
            boolean labelled = label.hasChild("label") && Objects.requireNonNull(label.child("label")).text() != null;
            if (labelled && label.is("relabel", "no")) {
                throw label.rejected("<seclabel relabel='no'> has a label", "Take one of the two away");
            }
            if (!labelled && label.is("relabel", "yes")) {
                throw label.rejected("<seclabel relabel='yes'> has no label", "Write a <label> in it");
            }
        }
        for (Draft label : labels) {
            if (label.has("relabel")) {
                continue;
            }
            Draft text = label.child("label");
            if (text == null || text.text() == null) {
                source.remove(label);
            } else {
                label.set("relabel", "yes");
            }
        }
    }
}
