package dev.holdfast.spec.yaml;

import dev.holdfast.domain.NormalForm;
import dev.holdfast.spec.text.Complaint;
import dev.holdfast.spec.text.Yaml;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A PCI address in the form of lspci, {@code 0000:07:00.0}. It is read, and an owner's is
 * kept up to date; what is added is the mapping, which every address type has.
 *
 * @param typed whether the element says its address type, as a device's does and a host device's source doesn't
 */
record PciShort(boolean typed) implements ShortName {

    private static final Pattern FORM =
            Pattern.compile("(?:([0-9a-fA-F]{4}):)?([0-9a-fA-F]{2}):([01][0-9a-fA-F])\\.([0-7])");
    private static final List<String> PARTS = List.of("domain", "bus", "slot", "function");

    @Override
    public String key() {
        return "address";
    }

    @Override
    public Path path() {
        return Path.of("address@bus");
    }

    private static Path part(String name) {
        return new Path(List.of("address"), name);
    }

    @Override
    public @Nullable Complaint put(Draft draft, String value) {
        Matcher form = FORM.matcher(value);
        if (!form.matches()) {
            return new Complaint(
                    value + " is not a PCI address",
                    "Write it as 0000:07:00.0; an address of another type as a mapping, type first");
        }
        if (typed) {
            draft.put(part("type"), "pci");
        }
        draft.put(part("domain"), "0x" + (form.group(1) == null ? "0000" : form.group(1)));
        draft.put(part("bus"), "0x" + form.group(2));
        draft.put(part("slot"), "0x" + form.group(3));
        draft.put(part("function"), "0x" + form.group(4));
        return null;
    }

    @Override
    public Yaml.@Nullable Scalar take(Draft draft) {
        return null;
    }

    @Override
    public Yaml.@Nullable Scalar say(String written, Draft draft) {
        List<Integer> parts = new ArrayList<>();
        for (String name : PARTS) {
            String value = draft.get(part(name));
            NormalForm.number(value == null && name.equals("domain") ? "0" : String.valueOf(value))
                    .ifPresent(number -> parts.add(number.intValueExact()));
        }
        if (parts.size() < PARTS.size() || typed && !"pci".equals(draft.get(part("type")))) {
            return null;
        }
        String address = String.format("%04x:%02x:%02x.%x", parts.toArray());
        if (!FORM.matcher(address).matches()) {
            return null;
        }
        own(draft);
        boolean bare = written.indexOf(':') == written.lastIndexOf(':') && parts.getFirst() == 0;
        return Yaml.word(bare ? address.substring(address.indexOf(':') + 1) : address);
    }

    @Override
    public boolean isWritten() {
        return false;
    }

    @Override
    public void own(Draft draft) {
        draft.take(part("type"));
        for (String name : PARTS) {
            draft.take(part(name));
        }
    }

    @Override
    public String pattern() {
        return "^" + FORM.pattern() + "$";
    }
}
