package dev.holdfast.cli.show.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Objects;

/**
 * A page's style, and the policy by which a browser takes nothing else.
 *
 * @param text as it stands in the page
 */
record Stylesheet(String text) {

    /** The style of every page, and these rules. */
    static Stylesheet with(String rules) {
        try (InputStream file = Stylesheet.class.getResourceAsStream("page.css")) {
            String common = new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8);
            return new Stylesheet("\n" + common + rules);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** No network, no scripts, no other style. */
    String policy() {
        return "default-src 'none'; style-src 'sha256-" + digest() + "'; img-src data:; base-uri 'none'; form-action 'none'";
    }

    private String digest() {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
