package dev.clew.projection;

import dev.clew.otlp.codec.MessageDescriptor;
import dev.clew.otlp.codec.OtlpFields.ResourceFields;
import dev.clew.record.PlainValues;
import dev.clew.store.StoredResource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// A resource.
///
/// @param attributes values keep their types; bytes are base64
public record ResourceView(String service, Map<String, Object> attributes) {
  /// Of all resources of an answer, as [Weight] has them. What does not fit has no attributes here.
  private static final int MOST_BYTES = 1 << 20;

  private static final MessageDescriptor RESOURCE = MessageDescriptor.of("Resource");

  /// The attributes of a resource.
  public static Map<String, Object> attributes(byte[] data) {
    return Weight.of(RESOURCE, data) <= MOST_BYTES
        ? PlainValues.of(data, ResourceFields.ATTRIBUTES)
        : Map.of();
  }

  /// Resources of one answer.
  public static List<ResourceView> of(List<StoredResource> resources) {
    List<ResourceView> views = new ArrayList<>();
    int left = MOST_BYTES;
    for (StoredResource resource : resources) {
      int size = Weight.of(RESOURCE, resource.data());
      boolean fits = size <= left;
      left -= fits ? size : 0;
      views.add(
          new ResourceView(resource.service(), fits ? attributes(resource.data()) : Map.of()));
    }
    return views;
  }
}
