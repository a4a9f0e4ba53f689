package dev.holdfast.spec.yaml;

/**
 * What is wrong with one value.
 *
 * @param what what is wrong, with the value that is
 * @param remedy what to do about it; empty where nothing can be said
 */
record Complaint(String what, String remedy) {}
