package dev.holdfast.bench;

import dev.holdfast.Completer;
import dev.holdfast.Holdfast;
import dev.holdfast.Platform;
import dev.holdfast.domain.DomainXml;
import dev.holdfast.domain.Element;
import dev.holdfast.libvirt.Libvirt;
import dev.holdfast.spec.Spec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes down what a live libvirt makes of the sample: the arguments are its URI and the folder to write to. */
public final class Recording {

    private Recording() {}

    /** Completes the sample in both formats and writes the answer down. */
    public static void main(String[] arguments) throws IOException {
        try (Libvirt libvirt = Libvirt.connect(arguments[0])) {
            String answer = answer("vm.xml", libvirt);
            if (!answer.equals(answer("vm.yaml", libvirt))) {
                throw new IllegalStateException("vm.xml and vm.yaml are not the same VM");
            }
            Files.writeString(Path.of(arguments[1], Sample.COMPLETE), answer);
        }
    }

    private static String answer(String file, Libvirt libvirt) {
        Recorder recorder = new Recorder(libvirt);
        Holdfast.complete(Spec.parse(file, Sample.resource(file)), null, recorder);
        return recorder.answer;
    }

    private static final class Recorder implements Completer {

        private final Libvirt libvirt;
        private String answer = "";

        Recorder(Libvirt libvirt) {
            this.libvirt = libvirt;
        }

        @Override
        public Platform platform() {
            return libvirt.platform();
        }

        @Override
        public Element complete(Element partial) {
            Element complete = libvirt.complete(partial);
            answer = DomainXml.write(complete);
            return complete;
        }

        @Override
        public void close() {}
    }
}
