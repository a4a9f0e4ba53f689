package dev.holdfast.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class CurrentFormTest {

    @TempDir
    private Path folder;

    private Path jar = Path.of("");

    @BeforeEach
    void copyPicocli() throws Exception {
        Path original = Path.of(CommandLine.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        jar = Files.copy(original, folder.resolve("picocli.jar"));
    }

    @Test
    void everyClassIsInAFormThatACacheTakes() throws Exception {
        CurrentForm.main(new String[] {jar.toString()});
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            for (ZipEntry entry : zip.stream().filter(e -> e.getName().endsWith(".class")).toList()) {
                try (InputStream in = zip.getInputStream(entry)) {
                    assertThat(ClassFile.of().parse(in.readAllBytes()).majorVersion())
                            .as(entry.getName())
                            .isGreaterThanOrEqualTo(ClassFile.JAVA_6_VERSION);
                }
            }
        }
    }

    /** The JVM verifies each class before it initializes it. */
    @Test
    void everyClassPassesTheVerifier() throws Exception {
        CurrentForm.main(new String[] {jar.toString()});
        try (URLClassLoader loader =
                        new URLClassLoader(new URL[] {jar.toUri().toURL()}, ClassLoader.getPlatformClassLoader());
                ZipFile zip = new ZipFile(jar.toFile())) {
            for (String name : zip.stream().map(ZipEntry::getName).filter(n -> n.startsWith("picocli/")).toList()) {
                if (name.endsWith(".class")) {
                    String type = name.substring(0, name.length() - ".class".length()).replace('/', '.');
                    assertThat(Class.forName(type, true, loader).getClassLoader()).as(type).isSameAs(loader);
                }
            }
        }
    }

    @Test
    void whatIsCurrentStaysAsItIs() throws Exception {
        CurrentForm.main(new String[] {jar.toString()});
        byte[] once = Files.readAllBytes(jar);
        CurrentForm.main(new String[] {jar.toString()});
        assertThat(jar).hasBinaryContent(once);
    }
}
