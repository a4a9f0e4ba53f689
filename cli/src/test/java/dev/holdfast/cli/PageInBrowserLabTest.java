package dev.holdfast.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The page, as a real browser shows it. */
@Tag("lab")
class PageInBrowserLabTest {

    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");

    private static final String HOSTILE = """
            name: "<script>alert('x')</script>\\u202e%s"
            devices:
              disks:
              - image: "/<img src=x onerror=alert(1)>/%s.qcow2"
                name: "%s"
            """.formatted("W".repeat(500), "y".repeat(3000), "n".repeat(300));

    @TempDir
    static Path folder;

    private static Playwright playwright;
    private static Browser browser;

    @BeforeAll
    static void setUp() throws IOException {
        assertThat(CHROMIUM).as("Debian's Chromium; lab/browser up installs it").isExecutable();
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        // Chromium's sandbox can't be had by root, as whom CI runs; the pages are our own.
        browser = playwright.chromium().launch(
                new LaunchOptions().setExecutablePath(CHROMIUM).setArgs(List.of("--no-sandbox")));
        Command command = new Command(folder);
        try (InputStream vm = Objects.requireNonNull(PageInBrowserLabTest.class.getResourceAsStream("/show/build-server.yaml"))) {
            command.with("old.yaml", new String(vm.readAllBytes(), StandardCharsets.UTF_8));
        }
        try (InputStream vm = Objects.requireNonNull(PageInBrowserLabTest.class.getResourceAsStream("/show/edited.yaml"))) {
            command.with("new.yaml", new String(vm.readAllBytes(), StandardCharsets.UTF_8));
        }
        command.with("hostile.yaml", HOSTILE);
        done(command.run("lock", "old.yaml", "--on", "planner:9.0"));
        // What an earlier platform decided, and what this one adds.
        done(command.run("show", "old.yaml", "--on", "planner:12.8", "--html", "one.html"));
        done(command.run("show", "old.yaml", "new.yaml", "--html", "two.html", "--no-lock", "--on", "planner:12.8"));
        done(command.run("show", "hostile.yaml", "--html", "hostile.html", "--on", "toy:///"));
        Files.writeString(
                folder.resolve("one.json"),
                done(command.run("show", "old.yaml", "--on", "planner:12.8", "--json")).out());
    }

    private static Command.Ran done(Command.Ran ran) {
        assertThat(ran.exit()).as(ran.err()).isZero();
        return ran;
    }

    @AfterAll
    static void tearDown() {
        if (playwright != null) {
            playwright.close();
        }
    }

    /** Widths of a phone, a tablet and a desk, by day and by night. */
    static Stream<Arguments> screens() {
        return Stream.of(360, 768, 1280).flatMap(width -> Stream.of(ColorScheme.LIGHT, ColorScheme.DARK)
                .map(scheme -> Arguments.of(width, scheme)));
    }

    /** A page that says at its end whether anything was wrong with it. */
    private record Shown(BrowserContext context, Page page, List<String> requests, List<String> complaints)
            implements AutoCloseable {

        static Shown of(String file, int width, ColorScheme scheme) {
            return at(folder.resolve(file).toUri().toString(), width, scheme);
        }

        static Shown at(String uri, int width, ColorScheme scheme) {
            BrowserContext context = browser.newContext(
                    new Browser.NewContextOptions().setViewportSize(width, 740).setColorScheme(scheme));
            // A busy machine takes its time.
            context.setDefaultTimeout(120_000);
            Page page = context.newPage();
            List<String> requests = new ArrayList<>();
            List<String> complaints = new ArrayList<>();
            page.onRequest(request -> requests.add(request.url()));
            page.onConsoleMessage(message -> complaints.add(message.text()));
            page.onDialog(dialog -> complaints.add(dialog.message()));
            page.navigate(uri);
            return new Shown(context, page, requests, complaints);
        }

        List<String> list(String script) {
            return ((List<?>) page.evaluate(script)).stream().map(String::valueOf).toList();
        }

        int count(String selector) {
            return page.locator(selector).count();
        }

        @Override
        public void close() {
            assertThat(complaints).isEmpty();
            context.close();
        }
    }

    @Test
    void drawsEveryPortEveryDeviceAndEveryFreePort() throws IOException {
        String json = Files.readString(folder.resolve("one.json"));
        try (Shown shown = Shown.of("one.html", 1280, ColorScheme.LIGHT)) {
            int ports = times("\"leads_to\"", json);
            int free = times("\"free\": true", json);
            assertThat(ports).isGreaterThan(10);
            assertThat(free).isPositive();
            assertThat(shown.count(".row.port, .row.free")).isEqualTo(ports);
            assertThat(shown.count(".row.free .tag.vacant:visible")).isEqualTo(free);
            assertThat(shown.count(".row.device")).isEqualTo(times("\"listed\"", json) - ports);
            assertThat(shown.page().locator(".head .count span").innerText())
                    .isEqualTo(shown.count(".row.device") + " devices, " + ports + " ports (" + free + " free)");
            assertThat(shown.page().locator(".row", new Page.LocatorOptions().setHasText("disk root")).innerText())
                    .contains("0000:07:00.0", "vda", "virtio");
        }
    }

    @ParameterizedTest
    @MethodSource("screens")
    void coloursDifferAndCanBeRead(int width, ColorScheme scheme) {
        try (Shown shown = Shown.of("one.html", width, scheme)) {
            for (String decider : List.of("owner", "format", "completer", "earlier")) {
                assertThat(shown.count(".legend ." + decider + " .mark:visible")).as(decider).isEqualTo(1);
                assertThat(shown.count(".row ." + decider + " use[href='#mark-" + decider + "']")).as(decider).isPositive();
            }
            assertThat(shown.list("[...new Set([...document.querySelectorAll('.legend .v')].map(v => getComputedStyle(v).color))]"))
                    .hasSize(4);
        }
        for (String file : List.of("one.html", "two.html")) {
            try (Shown shown = Shown.of(file, width, scheme)) {
                shown.page().locator(".changes details:not([open]) summary").all().forEach(Locator::click);
                assertThat(shown.list(Scripts.PALE)).as(file).isEmpty();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("screens")
    void everythingFitsAndNothingOverlaps(int width, ColorScheme scheme) {
        for (String file : List.of("one.html", "two.html", "hostile.html")) {
            try (Shown shown = Shown.of(file, width, scheme)) {
                shown.page().locator(".changes details:not([open]) summary").all().forEach(Locator::click);
                assertThat(shown.page().evaluate("document.documentElement.scrollWidth")).as(file).isEqualTo(width);
                assertThat(shown.list(Scripts.SMALL)).as(file + ": small text").isEmpty();
                assertThat(shown.list(Scripts.OVERLAPPING)).as(file + ": overlapping text").isEmpty();
                assertThat(shown.list(Scripts.CUT)).as(file + ": text cut off without a title").isEmpty();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("screens")
    void linesJoinWhatMoved(int width, ColorScheme scheme) {
        try (Shown shown = Shown.of("two.html", width, scheme)) {
            assertThat(shown.list(Scripts.LINES))
                    .containsExactlyInAnyOrder(
                            "52:54:00:00:00:01 = 52:54:00:00:00:01",
                            "52:54:00:00:00:02 = 52:54:00:00:00:02",
                            "/images/archive2.qcow2 = /images/archive2.qcow2",
                            "/images/install.iso = /images/install.iso",
                            "keyboard usb = keyboard usb");
            assertThat(shown.count(".old .row.moved")).isEqualTo(5);
            assertThat(shown.count(".new .row.moved")).isEqualTo(5);
            assertThat(shown.list("[...document.querySelectorAll('.link title')].map(t => t.textContent)"))
                    .contains("interface 52:54:00:00:00:01: 0000:01:00.0 → 0000:02:00.0", "input keyboard: port 2 → port 1");
            assertThat(shown.list(Scripts.STRAY)).isEmpty();
            assertThat(shown.count(".old .row.gone")).isPositive();
            assertThat(shown.count(".new .row.new")).isPositive();
            assertThat(shown.count(".old .row")).isEqualTo(shown.count(".new .row"));
        }
    }

    @Test
    void aKeyboardOpensAndClosesWhatIsKnownOfADevice() {
        try (Shown shown = Shown.of("one.html", 360, ColorScheme.LIGHT)) {
            Locator row = shown.page().locator(".row", new Page.LocatorOptions().setHasText("disk root"));
            Locator card = row.locator(".card");
            row.locator("button.line").focus();
            assertThat(card.isVisible()).isFalse();
            shown.page().keyboard().press("Enter");
            assertThat(card.isVisible()).isTrue();
            assertThat(card.innerText()).contains("source@file", "/images/root.qcow2", "owner", "planner 9.0.0");
            assertThat(shown.list(Scripts.PALE)).isEmpty();
            shown.page().keyboard().press("Escape");
            assertThat(card.isVisible()).isFalse();
        }
    }

    @Test
    void asksANetworkForNothing() throws IOException {
        List<String> asked = Collections.synchronizedList(new ArrayList<>());
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            asked.add(exchange.getRequestURI().getPath());
            byte[] page = Files.readAllBytes(folder.resolve("two.html"));
            exchange.getResponseHeaders().add("Content-Type", "text/html");
            exchange.sendResponseHeaders(200, page.length);
            exchange.getResponseBody().write(page);
            exchange.close();
        });
        server.start();
        String uri = "http://127.0.0.1:" + server.getAddress().getPort() + "/";
        try (Shown shown = Shown.at(uri, 1280, ColorScheme.DARK)) {
            shown.page().locator("button.line").first().click();
            assertThat(shown.requests()).filteredOn(request -> !request.startsWith("data:")).containsExactly(uri);
            assertThat(asked).containsExactly("/");
        } finally {
            server.stop(0);
        }
    }

    @Test
    void runsNothingThatAVmBringsAlong() {
        try (Shown shown = Shown.of("hostile.html", 360, ColorScheme.LIGHT)) {
            assertThat(shown.page().locator("h1").textContent()).startsWith("<script>alert('x')</script>");
            assertThat(shown.count("script, img")).isZero();
        }
    }

    private static int times(String part, String text) {
        return text.split(part, -1).length - 1;
    }

    /** What is asked of the page itself. */
    private static final class Scripts {

        /** Text that is seen: each piece with its box, and with what cuts it off. */
        private static final String TEXTS = """
                const pieces = [];
                const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
                for (let node; node = walker.nextNode();) {
                  const element = node.parentElement;
                  if (!node.textContent.trim() || !element.checkVisibility() || element.closest('title, desc')) continue;
                  const range = document.createRange();
                  range.selectNodeContents(node);
                  for (const box of range.getClientRects()) {
                    let [left, top, right, bottom] = [box.left, box.top, box.right, box.bottom];
                    for (let e = element; e && e !== document.body; e = e.parentElement) {
                      if (getComputedStyle(e).overflowX === 'visible') continue;
                      const clip = e.getBoundingClientRect();
                      [left, top] = [Math.max(left, clip.left), Math.max(top, clip.top)];
                      [right, bottom] = [Math.min(right, clip.right), Math.min(bottom, clip.bottom)];
                    }
                    if (right - left > 1 && bottom - top > 3)
                      pieces.push({text: node.textContent.slice(0, 40), element, box, left, top, right, bottom});
                  }
                }
                """;

        static final String SMALL = script("""
                return pieces.filter(p => parseFloat(getComputedStyle(p.element).fontSize) < 12).map(p => p.text);
                """);

        static final String OVERLAPPING = script("""
                const found = [];
                pieces.forEach((p, i) => pieces.slice(i + 1).filter(q => q.element !== p.element).forEach(q => {
                  const across = Math.min(p.right, q.right) - Math.max(p.left, q.left);
                  const down = Math.min(p.bottom, q.bottom) - Math.max(p.top, q.top);
                  if (across > 1 && down > 3) found.push(p.text + ' | ' + q.text);
                }));
                return found;
                """);

        static final String CUT = script("""
                return pieces
                    .filter(p => p.right < p.box.right - 1 || p.bottom < p.box.bottom - 3 || p.top > p.box.top + 3)
                    .filter(p => !p.element.closest('[title]'))
                    .map(p => p.text);
                """);

        /** Text whose contrast to what is behind it is less than WCAG's 4.5 to 1. */
        static final String PALE = script("""
                const parse = c => (c.match(/[\\d.]+/g) || []).map(Number);
                const light = c => c.slice(0, 3).map(v => v / 255)
                    .map(v => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
                    .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
                const behind = e => {
                  for (; e; e = e.parentElement) {
                    const c = parse(getComputedStyle(e).backgroundColor);
                    if (c.length === 3 || c[3] === 1) return c;
                  }
                  return [255, 255, 255];
                };
                return pieces.map(p => {
                  const [a, b] = [light(parse(getComputedStyle(p.element).color)), light(behind(p.element))];
                  return {p, ratio: (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05)};
                }).filter(r => r.ratio < 4.5).map(r => r.p.text + ' ' + r.ratio.toFixed(2));
                """);

        /** For each line, what is known of the devices whose rows it joins, at the middle of each row. */
        static final String LINES = """
                [...document.querySelectorAll('.link')].map(path => ['old', 'new'].map((side, end) => {
                  const y = path.getPointAtLength(end * path.getTotalLength()).matrixTransform(path.getScreenCTM()).y;
                  const row = [...document.querySelectorAll('.' + side + ' .row.moved')].find(row => {
                    const box = row.getBoundingClientRect();
                    return Math.abs((box.top + box.bottom) / 2 - y) < 1.5;
                  });
                  if (!row) return 'nothing';
                  const values = Object.fromEntries([...row.querySelectorAll('tr')].map(tr =>
                      [tr.cells[0].textContent, tr.querySelector('.value').textContent]));
                  return values['mac@address'] || values['source@file'] || values['type'] + ' ' + values['bus'];
                }).join(' = '))""";

        /** Lines that don't begin at the old column's edge and end at the new one's. */
        static final String STRAY = """
                (() => {
                  const from = document.querySelector('.column.old').getBoundingClientRect().right;
                  const to = document.querySelector('.column.new').getBoundingClientRect().left;
                  return [...document.querySelectorAll('.link')].filter(path => {
                    const [a, b] = [0, path.getTotalLength()].map(at => path.getPointAtLength(at).matrixTransform(path.getScreenCTM()));
                    return Math.abs(a.x - from) > 1.5 || Math.abs(b.x - to) > 1.5;
                  }).map(path => path.id);
                })()""";

        private static String script(String rest) {
            return "(() => {" + TEXTS + rest + "})()";
        }
    }
}
