package dev.holdfast.planner.shape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.domain.Element;
import dev.holdfast.domain.Version;
import dev.holdfast.domain.XmlSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Whatever is put into a draft stands where its shape says, and is found again. */
class DraftTest {

    private static final Shape DRIVER =
            Shape.of("driver").attr("name", Forms.TEXT).attr("type", Forms.TEXT).attr("io", Forms.TEXT);

    private static final Shape SOURCE = Shape.of("source").attr("file", Forms.TEXT);

    private static final Shape DISK = Shape.of("disk")
            .attr("type", Forms.TEXT)
            .child(DRIVER)
            .child(SOURCE)
            .child(Shape.of("size").constant("unit", "KiB").text(Forms.TEXT))
            .children(Shape.of("host").attr("name", Forms.TEXT))
            .child(Shape.flag("readonly"));

    private static Draft read(String xml) {
        return Reader.strict(new Version(12, 8, 0)).read(XmlSource.parse(xml, "x"), DISK);
    }

    @Test
    void valuesAndChildrenStandInTheOrderOfTheShape() {
        Draft disk = Draft.of(DISK);
        disk.make("readonly");
        disk.add("host").set("name", "b");
        disk.add("host").set("name", "c");
        disk.make("driver").set("io", "native").set("name", "qemu");
        disk.add(Draft.with(SOURCE, "/a"));
        disk.set("type", "file");
        assertThat(disk.toElement().toString()).isEqualTo("""
                <disk type='file'>
                  <driver name='qemu' io='native'/>
                  <source file='/a'/>
                  <host name='b'/>
                  <host name='c'/>
                  <readonly/>
                </disk>
                """);
    }

    @Test
    void whatIsTakenAwayIsGone() {
        Draft disk = read("<disk type='file'><driver name='qemu' type='raw'/><host name='a'/><host name='b'/><readonly/></disk>");
        disk.remove("host");
        disk.set("type", null);
        disk.make("driver").set("type", null);
        assertThat(disk.children("host")).isEmpty();
        assertThat(disk.hasChild("host")).isFalse();
        assertThat(disk.at("driver@type")).isNull();
        assertThat(disk.isThere("driver@name")).isTrue();
        assertThat(disk.get("type")).isNull();
        assertThat(disk.toElement().toString()).isEqualTo("""
                <disk>
                  <driver name='qemu'/>
                  <readonly/>
                </disk>
                """);
    }

    @Test
    void whatOnlyHasAConstantIsNotWritten() {
        Draft disk = Draft.of(DISK);
        disk.make("size");
        assertThat(disk.toElement()).isEqualTo(Element.of("disk"));
        disk.make("size").text("1");
        assertThat(disk.toElement().value("size@unit")).isEqualTo("KiB");
    }

    @Test
    void aLeafThatNobodyChangedIsItsOwners() {
        Draft disk = read("<disk><source file='/a'/><driver name='qemu'/></disk>");
        disk.make("driver").set("io", "native");
        Element complete = disk.toElement();
        assertThat(complete.child("source")).isSameAs(disk.make("source").written());
        assertThat(complete.child("driver")).isEqualTo(Element.of("driver", "name", "qemu", "io", "native"));
    }

    @Test
    void severalAttributesAreAskedForAtOnce() {
        Attributes options = Attributes.of(DRIVER, List.of("type", "io"));
        Draft driver = Draft.of(DRIVER).set("name", "qemu");
        assertThat(driver.hasAny(options)).isFalse();
        assertThat(driver.set("io", "native").hasAny(options)).isTrue();
        assertThat(driver.set("io", null).hasAny(options)).isFalse();
        assertThatThrownBy(() -> Draft.of(DISK).hasAny(options)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void whatIsAskedForByItsNumberIsWhatIsAskedForByItsName() {
        AttributeOf type = AttributeOf.named(DRIVER, "type");
        ChildOf driver = ChildOf.named(DISK, "driver");
        Draft disk = read("<disk><readonly/><driver name='qemu' type='raw'/></disk>");
        assertThat(disk.child(driver)).isSameAs(disk.child("driver"));
        assertThat(disk.get(driver, type)).isEqualTo("raw");
        assertThat(disk.has(ChildOf.named(DISK, "source"))).isFalse();
        assertThat(disk.child(ChildOf.named(DISK, "source"))).isNull();
        assertThat(disk.is(ChildOf.named(DISK, "source"), AttributeOf.named(SOURCE, "file"), "/a")).isFalse();
    }

    @Test
    void anotherShapesNumbersAreRefused() {
        AttributeOf type = AttributeOf.named(DRIVER, "type");
        assertThatThrownBy(() -> Draft.of(DISK).get(type))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("<disk> is of another shape");
        assertThatThrownBy(() -> Draft.of(DRIVER).child(ChildOf.named(DISK, "driver")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aNameThatIsTheSameButNotTheSameStringIsRead() {
        Element written = Element.of("disk", new String("type"), "file");
        assertThat(Reader.strict(new Version(12, 8, 0)).read(written, DISK).get("type")).isEqualTo("file");
    }

    @Test
    void aShapeHasRoomForNoMoreThanADraftHasBits() {
        Shape shape = Shape.of("x");
        for (int i = 0; i < Long.SIZE; i++) {
            shape.attr("a" + i, Forms.TEXT);
        }
        assertThatThrownBy(() -> shape.attr("more", Forms.TEXT)).isInstanceOf(IllegalArgumentException.class);
    }

    /** Few children are looked through, many are searched for; and those of one name stay in their order. */
    @Property(tries = 200)
    void childrenAreFoundByTheirNamesHoweverManyThereAre(@ForAll List<@IntRange(max = 40) Integer> numbers) {
        Shape shape = Shape.of("all");
        for (int i = 0; i <= 40; i++) {
            shape.children(Shape.of("n" + i).attr("id", Forms.TEXT));
        }
        Draft all = Draft.of(shape);
        for (int i = 0; i < numbers.size(); i++) {
            all.add(("n" + numbers.get(i)).intern()).set("id", i);
        }
        List<Integer> sorted = new ArrayList<>(numbers);
        sorted.sort(Comparator.naturalOrder());
        assertThat(all.children()).extracting(Draft::rank).containsExactlyElementsOf(sorted);
        for (int i = 0; i <= 40; i++) {
            String name = ("n" + i).intern();
            int wanted = i;
            List<String> ids = new ArrayList<>();
            for (int at = 0; at < numbers.size(); at++) {
                if (numbers.get(at) == wanted) {
                    ids.add(String.valueOf(at));
                }
            }
            assertThat(all.children(name)).extracting(child -> child.get("id")).containsExactlyElementsOf(ids);
            assertThat(all.hasChild(name)).isEqualTo(!ids.isEmpty());
        }
    }

    /** Whatever was taken away, one by one or by its name: by name, by rank and all at once the same is found. */
    @Property(tries = 200)
    void whatIsLeftIsFoundInEveryWay(
            @ForAll List<@IntRange(max = 12) Integer> numbers,
            @ForAll List<@IntRange(max = 60) Integer> one,
            @ForAll List<@IntRange(max = 12) Integer> named) {
        Shape shape = Shape.of("all");
        for (int i = 0; i <= 12; i++) {
            shape.children(Shape.of("n" + i));
        }
        Draft all = Draft.of(shape);
        List<Draft> left = new ArrayList<>();
        for (int number : numbers) {
            left.add(all.add(("n" + number).intern()));
        }
        left.sort(Comparator.comparing(Draft::rank));
        for (int at : one) {
            if (at < left.size()) {
                all.remove(left.remove(at));
            }
        }
        for (int number : named) {
            String name = ("n" + number).intern();
            all.remove(name);
            left.removeIf(child -> child.name().equals(name));
        }
        assertThat(all.children()).containsExactlyElementsOf(left);
        assertThat(all.childrenNow()).containsExactlyElementsOf(left);
        for (int i = 0; i <= 12; i++) {
            String name = ("n" + i).intern();
            ChildOf ranked = ChildOf.named(shape, name);
            List<Draft> wanted =
                    left.stream().filter(child -> child.name().equals(name)).toList();
            assertThat(all.children(ranked.rank())).containsExactlyElementsOf(wanted);
            assertThat(all.children(name)).containsExactlyElementsOf(wanted);
            assertThat(all.has(ranked)).isEqualTo(!wanted.isEmpty());
            assertThat(all.child(ranked)).isSameAs(wanted.isEmpty() ? null : wanted.getFirst());
        }
    }
}
