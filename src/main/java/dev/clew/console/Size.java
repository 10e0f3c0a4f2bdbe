package dev.clew.console;

/// Columns and rows that a screen has for itself.
record Size(int columns, int rows) {}
