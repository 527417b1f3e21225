package io.thalweg.jdbc.flight;

import org.apache.arrow.flight.NoOpSessionOptionValueVisitor;

/// Reads a session option as text; other kinds are the empty text.
final class TextOption extends NoOpSessionOptionValueVisitor<String> {
  @Override
  public String visit(String value) {
    return value;
  }
}
