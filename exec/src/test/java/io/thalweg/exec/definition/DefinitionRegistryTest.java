package io.thalweg.exec.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.thalweg.core.error.ErrorCode;
import io.thalweg.core.port.CheckpointStore;
import io.thalweg.exec.testing.MemoryStore;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DefinitionRegistryTest {
  private final MemoryStore store = new MemoryStore();
  private final DefinitionRegistry registry = new DefinitionRegistry(store, "definitions");

  private Definition create(String kind, String name) {
    return registry.create(
        Definition.of(kind, name, "CREATE " + name, Map.of("a", "1"), "running"));
  }

  @Test
  void definitionsComeBackInTheOrderOfTheirCreation() {
    create("table", "z");
    create("job", "Weird/Name.é_");
    create("job", "a");
    DefinitionRegistry next = new DefinitionRegistry(store, "definitions");
    assertThat(next.list()).extracting(Definition::name).containsExactly("z", "Weird/Name.é_", "a");
    assertThat(next.find("job", "a").orElseThrow().sql()).isEqualTo("CREATE a");
    assertThat(next.find("table", "a")).isEmpty();
    assertThat(next.list()).allMatch(each -> CheckpointStore.isKey(each.key()));
  }

  @Test
  void aNameIsTakenOncePerKind() {
    create("job", "a");
    create("table", "a");
    assertThatThrownBy(() -> create("job", "a"))
        .hasFieldOrPropertyWithValue("code", ErrorCode.DUPLICATE_NAME)
        .hasMessageContaining("job 'a'");
  }

  @Test
  void ofTwoChangesOfOneVersionTheSecondIsRefused() {
    Definition first = create("job", "a");
    Definition paused = registry.update(first.withState("paused"));
    assertThat(paused.version()).isEqualTo(2);
    assertThatThrownBy(() -> registry.update(first.withState("failed")))
        .hasFieldOrPropertyWithValue("code", ErrorCode.WRITE_CONFLICT);
    assertThatThrownBy(() -> registry.remove(first))
        .hasFieldOrPropertyWithValue("code", ErrorCode.WRITE_CONFLICT);
    assertThat(registry.find("job", "a")).contains(paused);
    assertThat(store.list("definitions/job/a/")).hasSize(1);
  }

  @Test
  void anOwnerOfADroppedDefinitionCannotBringItBack() {
    Definition first = create("job", "a");
    registry.remove(first);
    assertThat(registry.list()).isEmpty();
    assertThatThrownBy(() -> registry.update(first.withState("running")))
        .hasFieldOrPropertyWithValue("code", ErrorCode.WRITE_CONFLICT);
    Definition second = create("job", "a");
    assertThat(second.key()).isNotEqualTo(first.key());
    assertThatThrownBy(() -> registry.update(first.withState("running")))
        .hasFieldOrPropertyWithValue("code", ErrorCode.WRITE_CONFLICT);
  }

  @Test
  void aDamagedDefinitionIsNamed() {
    create("job", "a");
    String key = store.list("definitions/").getFirst().key();
    byte[] content = store.get(key, 10_000).orElseThrow();
    store.put(key, Arrays.copyOf(content, content.length - 1));
    assertThatThrownBy(registry::list)
        .hasFieldOrPropertyWithValue("code", ErrorCode.CHECKPOINT_CORRUPT)
        .hasMessageContaining(key);
  }
}
