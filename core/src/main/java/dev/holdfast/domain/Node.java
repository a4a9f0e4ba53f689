package dev.holdfast.domain;

/** What an element may hold. */
public sealed interface Node permits Element, Text {}
