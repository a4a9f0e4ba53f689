package dev.holdfast.planner.kind;

import dev.holdfast.planner.shape.Draft;
import dev.holdfast.planner.shape.Forms;
import dev.holdfast.planner.shape.Shape;
import dev.holdfast.planner.shape.Shape.Selection;
import dev.holdfast.planner.shape.Verdict;

/** What names a secret of libvirt's: {@code <auth>} and {@code <encryption>}. */
public final class Secrets {

    /** {@code <auth>} of a disk, a source or a host device. */
    public static final Shape AUTH = Shape.of("auth")
            .attr("type", Forms.oneOf("none", "chap", "ceph"))
            .attr("username", Forms.TEXT)
            .child(secret())
            .requires("@username", "secret");

    /** {@code <encryption>} of a disk or a source. */
    public static final Shape ENCRYPTION = Shape.of("encryption")
            .evenEmpty()
            .attr(
                    "format",
                    Forms.oneOf("default", "qcow", "luks")
                            .since(Versions.libvirt(8, 10), "luks2")
                            .since(Versions.libvirt(9, 3), "luks-any"))
            .attr("engine", Forms.oneOf("qemu", "librbd"), Versions.libvirt(8, 10))
            .children(secret())
            .child("cipher", Secrets::noCipher)
            .child("ivgen", Secrets::noCipher)
            .requires("@format");

    private Secrets() {}

    /** That a secret is named in just one way. */
    static void check(Draft holder, String of) {
        for (Draft secret : holder.children("secret")) {
            if (secret.has("uuid") == secret.has("usage")) {
                throw secret.rejected(
                        of + ": <secret> in <" + holder.name() + "> is named by "
                                + (secret.has("uuid") ? "both uuid and usage" : "nothing"),
                        "Give it either a uuid or a usage");
            }
        }
    }

    private static Shape secret() {
        return Shape.of("secret").attr("type", Forms.TEXT).attr("uuid", Forms.UUID_FORM).attr("usage", Forms.TEXT);
    }

    private static Shape noCipher(Selection by) {
        if (by.parent().is("format", "luks")) {
            throw Verdict.rejected(
                    by.element(),
                    "<" + by.element().name() + ">: a disk's cipher is told by its image",
                    "Take the element away");
        }
        throw Verdict.unmodelled(by.element(), "<" + by.element().name() + "> of an encryption other than luks");
    }
}
