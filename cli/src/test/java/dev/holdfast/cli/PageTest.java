package dev.holdfast.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.cli.Command.Ran;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

class PageTest {

    private static final String HOSTILE = "\"</title><script>alert('x')</script>&amp;\\u202e\\u2028 ünï 🦊\"";

    @TempDir
    Path folder;

    private Command command;

    @BeforeEach
    void setUp() {
        command = new Command(folder).with("web.yaml", Command.DISK);
    }

    @Test
    void drawsAVmAsOneFile() {
        Ran ran = command.run("show", "web.yaml", "--html", "web.html");
        assertThat(ran).isEqualTo(new Ran(0, "", ""));
        Golden.check("show.html", withoutStyle(command.text("web.html")));
    }

    @Test
    void drawsTwoBesideEachOther() {
        command.run("lock", "web.yaml");
        command.with("new.yaml", Command.DISK.replace("  disks:", "  interfaces:\n  - network: default\n  disks:\n  - image: /a.qcow2"));
        Ran ran = command.run("show", "web.yaml", "new.yaml", "--html", "-");
        assertThat(ran.exit()).isZero();
        assertThat(ran.err()).isEmpty();
        assertThat(ran.out()).contains("<title>disk vdb: 0000:01:00.0 → 0000:03:00.0</title>");
        Golden.check("show-two.html", withoutStyle(ran.out()));
    }

    @Test
    void isTheSameEachTime() {
        command.run("show", "web.yaml", "--html", "one.html");
        command.run("show", "web.yaml", "--html", "two.html");
        assertThat(command.text("one.html")).isEqualTo(command.text("two.html"));
    }

    @Test
    void whatIsInAVmIsNeverMarkup() throws Exception {
        String longName = "x".repeat(5000);
        command.with("bad.yaml", Command.DISK.replace("name: web", "name: " + HOSTILE)
                .replace("/images/web.qcow2", "'/<img src=x onerror=alert(1)>/" + longName + ".qcow2'"));
        assertThat(command.run("show", "bad.yaml", "--html", "bad.html")).isEqualTo(new Ran(0, "", ""));
        String page = command.text("bad.html");
        assertThat(page).doesNotContain("<script", "<img").contains(longName);
        assertThat(parsed(page).getElementsByTagName("h1").item(0).getTextContent())
                .isEqualTo("</title><script>alert('x')</script>&amp;\u202e\u2028 ünï 🦊");
    }

    @Test
    void asksForNothingFromElsewhere() throws Exception {
        command.run("show", "web.yaml", "--html", "web.html");
        String page = command.text("web.html");
        assertThat(page).contains("default-src 'none'");
        assertThat(page.lines().filter(line -> Pattern.compile("(src|href)=\"(?!#|data:,)").matcher(line).find()))
                .isEmpty();
        String style = parsed(page).getElementsByTagName("style").item(0).getTextContent();
        assertThat(style).isNotBlank().doesNotContain("url(", "@import", "<", ">", "&");
    }

    @Test
    void aPageIsOfOneSpecOrOfTwo() {
        command.with("a.yaml", Command.DISK).with("b.yaml", Command.DISK);
        assertThat(command.run("show", "a.yaml", "b.yaml", "web.yaml", "--html", "x.html"))
                .isEqualTo(new Ran(
                        2,
                        "",
                        "A page shows one spec, or two beside each other, and 3 are given\n"
                                + "  Make a page for each, or name the old one and the new one\n"));
        assertThat(command.has("x.html")).isFalse();
    }

    @Test
    void aPageReplacesNoneOfWhatItIsOf() {
        command.run("lock", "web.yaml");
        for (String file : new String[] {"web.yaml", "./web.yaml", "web.lock.yaml"}) {
            String before = command.text("web.yaml") + command.text("web.lock.yaml");
            Ran ran = command.run("show", "web.yaml", "--html", file);
            assertThat(ran.exit()).isEqualTo(2);
            assertThat(ran.err()).contains("The page would replace it");
            assertThat(command.text("web.yaml") + command.text("web.lock.yaml")).isEqualTo(before);
        }
    }

    @Test
    void whatCantBeWrittenIsSaid() {
        Ran ran = command.run("show", "web.yaml", "--html", "nowhere/web.html");
        assertThat(ran.exit()).isEqualTo(2);
        assertThat(ran.err()).contains("nowhere/web.html: The page can't be written: There is no such file");
        assertThat(command.run("show", "web.yaml", "--html", "x.html", "--json").err()).contains("--html and --json");
        assertThat(command.run("show", "web.yaml", "--html", "x.html", "--output-dir", "out").err())
                .contains("--html and --output-dir");
    }

    @Test
    void whatIsWrongWithEitherIsSaidAndNothingIsWritten() {
        command.with("page.html", "as it was");
        Ran ran = command.run("show", "gone.yaml", "missing.yaml", "--html", "page.html");
        assertThat(ran.exit()).isEqualTo(2);
        assertThat(ran.err()).contains("gone.yaml: There is no such file", "missing.yaml: There is no such file");
        assertThat(command.text("page.html")).isEqualTo("as it was");
        assertThat(Files.exists(folder.resolve(".page.html.new"))).isFalse();
    }

    private static String withoutStyle(String page) {
        return page.replaceFirst("(?s)<style>.*</style>", "<style></style>").replaceFirst("sha256-[^']*", "sha256-");
    }

    private static Document parsed(String page) throws Exception {
        String xml = page.replaceFirst("<!doctype html>", "");
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(xml)));
    }
}
