package dev.holdfast.cli;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFileVersion;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.constant.ClassDesc;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Part of the build: writes the classes of a jar anew, in the form that this JDK's compiler gives its own. The JVM's AOT
 * cache leaves out classes in the form of Java 5 (JVMS 4.1: below version 50), which is picocli's; they would be read
 * and verified at every start. What the classes do stays the same.
 */
final class CurrentForm {

    /** The first that a jar can hold: the same classes make the same jar. */
    private static final LocalDateTime ANY_TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

    private final Map<String, byte[]> files;
    private final ClassFile classFile;

    private CurrentForm(Map<String, byte[]> files) {
        this.files = files;
        this.classFile = ClassFile.of(ClassFile.ClassHierarchyResolverOption.of(
                ClassHierarchyResolver.ofResourceParsing(this::resource).orElse(ClassHierarchyResolver.defaultResolver())));
    }

    /** The arguments are the jars, which are replaced. */
    public static void main(String[] jars) throws IOException {
        for (String jar : jars) {
            Path path = Path.of(jar);
            Map<String, byte[]> files = read(path);
            CurrentForm form = new CurrentForm(files);
            Path made = path.resolveSibling(path.getFileName() + ".new");
            try (OutputStream out = Files.newOutputStream(made);
                    ZipOutputStream zip = new ZipOutputStream(out)) {
                for (Map.Entry<String, byte[]> file : files.entrySet()) {
                    ZipEntry entry = new ZipEntry(file.getKey());
                    entry.setTimeLocal(ANY_TIME);
                    zip.putNextEntry(entry);
                    zip.write(form.current(file.getKey(), file.getValue()));
                }
            }
            Files.move(made, path, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static Map<String, byte[]> read(Path jar) throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        try (InputStream in = Files.newInputStream(jar);
                ZipInputStream zip = new ZipInputStream(in)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (!entry.isDirectory()) {
                    files.put(entry.getName(), zip.readAllBytes());
                }
            }
        }
        return files;
    }

    private byte[] current(String name, byte[] content) {
        if (!name.endsWith(".class") || name.startsWith("META-INF/")) {
            return content;
        }
        ClassModel model = classFile.parse(content);
        if (model.majorVersion() >= ClassFile.JAVA_6_VERSION) {
            return content;
        }
        // Each instruction is put in anew, or else the code would be copied, without the frames that a verifier asks for.
        ClassTransform code = ClassTransform.transformingMethodBodies((builder, element) -> builder.with(element));
        return classFile.transformClass(model, code.andThen((builder, element) -> builder.with(
                element instanceof ClassFileVersion
                        ? ClassFileVersion.of(ClassFile.latestMajorVersion(), 0)
                        : element)));
    }

    private @Nullable InputStream resource(ClassDesc wanted) {
        String descriptor = wanted.descriptorString();
        byte[] found = files.get(descriptor.substring(1, descriptor.length() - 1) + ".class");
        return found == null ? null : new ByteArrayInputStream(found);
    }
}
