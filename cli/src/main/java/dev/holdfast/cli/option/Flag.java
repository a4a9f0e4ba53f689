package dev.holdfast.cli.option;

import picocli.CommandLine.Model.OptionSpec;

/**
 * An option without a value.
 *
 * @param option how it is declared
 */
public record Flag(OptionSpec option) {

    /** One with these names. */
    public static Flag of(String description, String... names) {
        return new Flag(builder(description, names).build());
    }

    /** One that no help speaks of. */
    public static Flag hidden(String description, String... names) {
        return new Flag(builder(description, names).hidden(true).build());
    }

    private static OptionSpec.Builder builder(String description, String... names) {
        return OptionSpec.builder(names).type(boolean.class).initialValue(false).description(description);
    }

    /** True where the command line has it; for one of a group that it has none of, picocli sets no initial value. */
    public boolean isGiven() {
        return Boolean.TRUE.equals(option.<Object>getValue());
    }
}
