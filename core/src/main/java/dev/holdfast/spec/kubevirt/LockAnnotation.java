package dev.holdfast.spec.kubevirt;

import dev.holdfast.problem.Problem;
import dev.holdfast.problem.UnusableInputException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * A lock's text in the form in which a Kubernetes object carries it, as the value of the annotation {@value #KEY}:
 * {@code v1 sha256:DIGEST BASE64}. The digest is of the lock's UTF-8 bytes, and what is in Base64 are these bytes as
 * raw deflate (RFC 1951).
 *
 * <p>The same text packs to the same value as long as the JVM's zlib is the same one; whoever wants to know whether an
 * annotation holds a text compares what it unpacks to.
 */
public final class LockAnnotation {

    /** The annotation's key: on a VirtualMachine in {@code spec.template.metadata}, on an instance in {@code metadata}. */
    public static final String KEY = "holdfast.dev/lock";

    /** How many bytes all keys and values of an object's annotations may have together. */
    public static final int KUBERNETES_LIMIT = 256 * 1024;

    /** How many bytes a lock may have that is unpacked: some hundred times a large one's. */
    static final int LOCK_LIMIT = 16 * 1024 * 1024;

    private static final Pattern VERSION = Pattern.compile("v([0-9]{1,9})(?:\\s.*)?", Pattern.DOTALL);
    private static final Pattern FORM = Pattern.compile("v1\\s+sha256:([0-9a-f]{64})\\s+(.*)", Pattern.DOTALL);
    private static final String WRITE_AGAIN =
            "Put back the value as Holdfast wrote it, from git or from a backup; or remove the annotation, and the hardware"
                    + " is decided afresh";

    private LockAnnotation() {}

    /** A lock's text as the annotation's value. Whether it {@link #fits} into an object is the caller's to ask. */
    public static String pack(String lockText) {
        byte[] bytes = lockText.getBytes(StandardCharsets.UTF_8);
        return "v1 sha256:" + digest(bytes) + " " + Base64.getEncoder().encodeToString(deflated(bytes));
    }

    /** Whether an object without other annotations may have this value. */
    public static boolean fits(String annotation) {
        return KEY.length() + annotation.getBytes(StandardCharsets.UTF_8).length <= KUBERNETES_LIMIT;
    }

    /**
     * The lock's text from the annotation's value. White space that a reformatted YAML file brings with it does no harm.
     *
     * @throws UnusableInputException where it is empty, of a newer form, not Base64, too large or edited by hand
     */
    public static String unpack(String annotation) {
        String value = annotation.strip();
        if (value.isEmpty()) {
            throw unusable("is empty", "Remove it: a VM without a lock needs no annotation");
        }
        Matcher version = VERSION.matcher(value);
        if (!version.matches()) {
            throw unusable("doesn't begin with the version of its form, such as v1", WRITE_AGAIN);
        }
        int number = Integer.parseInt(version.group(1));
        if (number > 1) {
            throw unusable(
                    "is of form v" + number + ", and this Holdfast reads v1",
                    "Use the Holdfast that wrote it, or a newer one");
        }
        Matcher form = FORM.matcher(value);
        if (!form.matches()) {
            throw unusable("is not of the form v1 sha256:DIGEST BASE64", WRITE_AGAIN);
        }
        byte[] bytes = inflated(decoded(form.group(2)));
        String actual = digest(bytes);
        if (!actual.equals(form.group(1))) {
            throw unusable(
                    "says sha256:" + form.group(1) + " of a lock whose digest is " + actual
                            + ": it was edited by hand, or cut",
                    WRITE_AGAIN);
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            throw unusable("doesn't hold UTF-8 text", WRITE_AGAIN);
        }
    }

    private static byte[] decoded(String base64) {
        try {
            return Base64.getDecoder().decode(base64.replaceAll("\\s+", ""));
        } catch (IllegalArgumentException e) {
            throw unusable("is not Base64 behind its digest: " + e.getMessage(), WRITE_AGAIN);
        }
    }

    private static byte[] deflated(byte[] bytes) {
        try (Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION, true)) {
            deflater.setInput(bytes);
            deflater.finish();
            byte[] packed = new byte[bytes.length + 1024];
            int length = 0;
            while (!deflater.finished()) {
                if (length == packed.length) {
                    packed = Arrays.copyOf(packed, packed.length * 2);
                }
                length += deflater.deflate(packed, length, packed.length - length);
            }
            return Arrays.copyOf(packed, length);
        }
    }

    private static byte[] inflated(byte[] packed) {
        try (Inflater inflater = new Inflater(true)) {
            inflater.setInput(packed);
            byte[] bytes = new byte[Math.min(LOCK_LIMIT, packed.length * 4 + 1024)];
            int length = 0;
            while (!inflater.finished()) {
                if (length == bytes.length) {
                    if (length >= LOCK_LIMIT) {
                        throw unusable("unpacks to more than " + LOCK_LIMIT + " bytes", WRITE_AGAIN);
                    }
                    bytes = Arrays.copyOf(bytes, Math.min(LOCK_LIMIT, length * 2));
                }
                int more = inflater.inflate(bytes, length, bytes.length - length);
                if (more == 0 && !inflater.finished() && (inflater.needsInput() || inflater.needsDictionary())) {
                    throw unusable("is cut: what it packs ends too early", WRITE_AGAIN);
                }
                length += more;
            }
            return Arrays.copyOf(bytes, length);
        } catch (DataFormatException e) {
            throw unusable("is not packed as a lock is: " + e.getMessage(), WRITE_AGAIN);
        }
    }

    private static String digest(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    private static UnusableInputException unusable(String what, String remedy) {
        return new UnusableInputException(Problem.of("The annotation " + KEY + " " + what, remedy));
    }
}
