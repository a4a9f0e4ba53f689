package dev.holdfast.libvirt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.domain.Element;
import dev.holdfast.domain.XmlSource;
import java.util.Locale;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DryRunTest {

    private static final String UUID = "8dd1d2a6-2e5b-4c9d-9a4f-0123456789ab";

    private static Element domain(String inner) {
        return XmlSource.read("<domain type='qemu'><name>vm</name>" + inner + "</domain>", "vm.xml")
                .root();
    }

    private static DryRun of(Element partial) {
        return DryRun.of(partial, DryRunMark.now());
    }

    private static String submittedUuid(DryRun run) {
        return Objects.requireNonNull(run.submitted().value("uuid"));
    }

    @Test
    void submitsUnderANameAndUuidOfItsOwn() {
        DryRun run = of(domain("<uuid>" + UUID + "</uuid>"));
        assertThat(run.submitted().value("name")).isEqualTo(run.name()).startsWith("holdfast-dry-run-");
        assertThat(submittedUuid(run)).isNotEqualTo(UUID);
        assertThat(DryRunMark.of(run.submitted())).isPresent();
    }

    @Test
    void changesNothingElse() {
        Element partial = domain("<uuid>" + UUID + "</uuid><metadata><a:b xmlns:a='urn:a'/></metadata>"
                + "<devices><disk><source file='/vm/" + UUID + ".img'/></disk></devices>");
        DryRun run = of(partial);
        assertThat(run.submitted().child("devices")).isSameAs(partial.child("devices"));
        assertThat(run.restore(run.submitted())).isEqualTo(partial);
    }

    @ParameterizedTest
    @ValueSource(strings = {"<memory>1</memory>", "<metadata/>", "<metadata><a:b xmlns:a='urn:a'/></metadata>"})
    void comesBackAsItWasButForTheNewUuid(String inner) {
        Element partial = domain(inner);
        DryRun run = of(partial);
        Element back = run.restore(run.submitted());
        assertThat(back.value("uuid")).isEqualTo(submittedUuid(run));
        assertThat(back.without("uuid")).isEqualTo(partial);
    }

    @Test
    void givesBackWhatLibvirtDerivedFromTheName() {
        DryRun run = of(domain("<uuid>" + UUID + "</uuid>"));
        Element answer = run.submitted()
                .plus(Element.of("os").plus(Element.of("nvram", "template", "/nvram/" + submittedUuid(run))
                        .withText("/nvram/" + run.name() + "_VARS.fd")));
        Element os = Objects.requireNonNull(run.restore(answer).child("os"));
        assertThat(os.value("nvram")).isEqualTo("/nvram/vm_VARS.fd");
        assertThat(os.value("nvram@template")).isEqualTo("/nvram/" + UUID);
        assertThat(run.restore("domain '" + run.name() + "' is wrong")).isEqualTo("domain 'vm' is wrong");
    }

    @Test
    void sysinfoNamesTheUuidOfTheDomain() {
        String sysinfo = "<sysinfo type='smbios'><system><entry name='serial'>7</entry><entry name='uuid'>"
                + UUID.toUpperCase(Locale.ROOT) + "</entry></system></sysinfo>";
        for (String uuid : new String[] {"", "<uuid>" + UUID.replace("-", "") + "</uuid>"}) {
            DryRun run = of(domain(uuid + sysinfo));
            assertThat(run.submitted().toString()).doesNotContainIgnoringCase(UUID);
            Element back = run.restore(run.submitted());
            assertThat(back.value("uuid")).isEqualTo(UUID);
            assertThat(back.child("sysinfo")).hasToString(domain(sysinfo.toLowerCase(Locale.ROOT))
                    .child("sysinfo") + "");
        }
    }

    @Test
    void leavesWhatLibvirtIsToReject() {
        Element malformed = of(domain("<uuid>abc</uuid>")).submitted();
        assertThat(malformed.value("uuid")).isEqualTo("abc");
        String other = "aaaaaaaa-2e5b-4c9d-9a4f-0123456789ab";
        Element mismatch = of(domain("<uuid>" + UUID + "</uuid><sysinfo><system><entry name='uuid'>" + other
                        + "</entry></system></sysinfo>"))
                .submitted();
        assertThat(mismatch.value("sysinfo/system/entry")).isEqualTo(other);
    }
}
