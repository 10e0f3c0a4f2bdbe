package dev.clew.projection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.store.StoredResource;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.resource.v1.Resource;
import java.util.List;
import org.junit.jupiter.api.Test;

class ResourceViewTest {
  private static StoredResource resource(String service, int emptyAttributes) {
    Resource.Builder resource =
        Resource.newBuilder()
            .addAttributes(
                KeyValue.newBuilder()
                    .setKey("host.name")
                    .setValue(AnyValue.newBuilder().setStringValue("a")));
    for (int i = 0; i < emptyAttributes; i++) {
      resource.addAttributes(KeyValue.getDefaultInstance());
    }
    return new StoredResource(1, service, resource.build().toByteArray());
  }

  @Test
  void oneThatIsTooLargeTakesNothingFromTheOthers() {
    List<ResourceView> views =
        ResourceView.of(List.of(resource("a", 0), resource("bomb", 300_000), resource("b", 0)));

    assertThat(views).extracting(ResourceView::service).containsExactly("a", "bomb", "b");
    assertThat(views.get(0).attributes()).containsEntry("host.name", "a");
    assertThat(views.get(1).attributes()).isEmpty();
    assertThat(views.get(2).attributes()).containsEntry("host.name", "a");
  }

  @Test
  void allOfAnAnswerAreBoundedTogether() {
    StoredResource half = resource("half", 15_000);

    List<ResourceView> views = ResourceView.of(List.of(half, half, resource("after", 0)));

    assertThat(views.get(0).attributes()).containsKey("host.name");
    assertThat(views.get(1).attributes()).isEmpty();
    assertThat(views.get(2).attributes()).containsKey("host.name");
  }
}
