package dev.clew.cli.frame;

import dev.clew.config.Quantity;
import picocli.CommandLine.TypeConversionException;

/// A number of bytes, as an option takes it.
public record ByteSize(long bytes) {
  public static ByteSize parse(String text) {
    long bytes = Quantity.bytes(text);
    if (bytes == 0) {
      throw new TypeConversionException("'" + text + "' is no size; write 500MB or 10GiB");
    }
    return new ByteSize(bytes);
  }
}
