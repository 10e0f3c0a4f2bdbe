package dev.clew.otlp.codec;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.EnumDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import java.util.Random;

/// Makes messages of any type, with every field set now and then and with values at the ends of
/// their ranges.
public final class RandomMessages {
  private static final String[] TEXTS = {"", "a", "service.name", "é走😀", "\"\\\u0000\n\u2028"};
  private static final long[] WHOLES = {
    0, 1, -1, 127, 128, 1_700_000_000_000_000_000L, Long.MAX_VALUE, Long.MIN_VALUE
  };
  private static final double[] DECIMALS = {
    0, -0.0, 1, 0.1, -1e300, Double.MIN_VALUE, Double.NaN, Double.NEGATIVE_INFINITY
  };

  private final Random random;

  public RandomMessages(long seed) {
    random = new Random(seed);
  }

  /// A message of the same type.
  public Message like(Message type) {
    return message(type.newBuilderForType(), 0);
  }

  private Message message(Message.Builder builder, int depth) {
    for (FieldDescriptor field : builder.getDescriptorForType().getFields()) {
      boolean message = field.getJavaType() == FieldDescriptor.JavaType.MESSAGE;
      if (random.nextInt(3) == 0 || (message && depth > 9)) {
        continue;
      }
      int times = field.isRepeated() ? random.nextInt(depth < 5 ? 4 : 2) : 1;
      for (int i = 0; i < times; i++) {
        Object value =
            message ? message(builder.newBuilderForField(field), depth + 1) : scalar(field);
        if (field.isRepeated()) {
          builder.addRepeatedField(field, value);
        } else {
          builder.setField(field, value);
        }
      }
    }
    return builder.build();
  }

  private Object scalar(FieldDescriptor field) {
    long whole = WHOLES[random.nextInt(WHOLES.length)];
    return switch (field.getJavaType()) {
      case INT -> (int) whole;
      case LONG -> whole;
      case DOUBLE -> DECIMALS[random.nextInt(DECIMALS.length)];
      case BOOLEAN -> random.nextBoolean();
      case STRING -> TEXTS[random.nextInt(TEXTS.length)];
      case BYTE_STRING -> bytes(length(field.getName()));
      case ENUM -> value(field.getEnumType());
      case FLOAT, MESSAGE -> throw new AssertionError("OTLP has no " + field.getType());
    };
  }

  /// Ids have the length that they must have, or none at all.
  private int length(String field) {
    return switch (field) {
      case "trace_id" -> random.nextInt(4) == 0 ? 0 : 16;
      case "span_id", "parent_span_id" -> random.nextInt(4) == 0 ? 0 : 8;
      default -> random.nextInt(30);
    };
  }

  private ByteString bytes(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return ByteString.copyFrom(bytes);
  }

  private Object value(EnumDescriptor type) {
    return type.getValues().get(random.nextInt(type.getValues().size()));
  }
}
