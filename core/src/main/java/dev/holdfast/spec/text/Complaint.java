package dev.holdfast.spec.text;

/**
 * What is wrong with one value.
 *
 * @param what what is wrong, with the value that is
 * @param remedy what to do about it; empty where nothing can be said
 */
public record Complaint(String what, String remedy) {}
