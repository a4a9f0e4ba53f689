package dev.holdfast.domain;

/**
 * Character data.
 *
 * @param value the characters, unescaped
 */
public record Text(String value) implements Node {}
