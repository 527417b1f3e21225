package io.thalweg.exec.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.thalweg.core.error.ErrorCode;
import io.thalweg.core.error.ThalwegException;
import io.thalweg.exec.checkpoint.Manifest.Content;
import io.thalweg.exec.checkpoint.Manifest.Link;
import io.thalweg.exec.checkpoint.Manifest.Segment;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ManifestTest {
  private static final Keys KEYS = new Keys("checkpoints/a");

  private static Manifest manifest() {
    Segment segment =
        new Segment(KEYS.segment(1, 2, 3), 99, -7, List.of(new Content("n", "p", 3, 9, 12)));
    return new Manifest(
        new CheckpointInfo(4, 17, 1, 2, false, 99, 198, 1000, 5),
        256,
        List.of(new Link(3, true, List.of(segment)), new Link(4, false, List.of(segment))),
        new CheckpointNotes(
            Map.of("sink", List.of("tx \u00e9\n1")), Map.of(), Map.of("parallelism", "2")));
  }

  @Test
  void aManifestComesBack() {
    assertThat(Manifest.decode("m", manifest().encode(), KEYS)).isEqualTo(manifest());
  }

  @Test
  void itsFirstLineSaysWhatItIs() {
    String text = new String(manifest().encode(), StandardCharsets.UTF_8);
    assertThat(text).startsWith("{\"format\":\"thalweg-checkpoint\",\"version\":2,\"bytes\":");
  }

  @Test
  void aManifestOfVersionOneIsRead() {
    Envelope old = new Envelope("thalweg-checkpoint", 1, 1);
    Envelope now = new Envelope("thalweg-checkpoint", 1, 2);
    String body =
        new String(now.unwrap("m", manifest().encode()), StandardCharsets.UTF_8)
            .replace(",\"rows\":12", "");
    byte[] content = old.wrap(body.getBytes(StandardCharsets.UTF_8));
    Manifest read = Manifest.decode("m", content, KEYS);
    assertThat(body).doesNotContain("rows");
    assertThat(read.info()).isEqualTo(manifest().info());
    assertThat(read.chain().getFirst().segments().getFirst().contents())
        .containsExactly(new Content("n", "p", 3, 9, 0));
  }

  @Test
  void aManifestCutAtAnyByteIsCorrupt() {
    byte[] content = manifest().encode();
    for (int length = 0; length < content.length; length++) {
      byte[] cut = Arrays.copyOf(content, length);
      assertThatThrownBy(() -> Manifest.decode("the-key", cut, KEYS))
          .hasFieldOrPropertyWithValue("code", ErrorCode.CHECKPOINT_CORRUPT)
          .hasMessageContaining("the-key");
    }
  }

  @Test
  void everyFlippedBitIsFound() {
    byte[] content = manifest().encode();
    for (int bit = 0; bit < 8 * content.length; bit++) {
      byte[] flipped = content.clone();
      flipped[bit / 8] ^= (byte) (1 << (bit % 8));
      assertThatThrownBy(() -> Manifest.decode("the-key", flipped, KEYS))
          .isInstanceOf(ThalwegException.class)
          .hasMessageContaining("the-key");
    }
  }

  @Test
  void aCraftedBodyEndsInACodedError() {
    Envelope envelope = new Envelope("thalweg-checkpoint", 1, 2);
    byte[] body = envelope.unwrap("m", manifest().encode());
    Random random = new Random(2);
    for (int i = 0; i < 5_000; i++) {
      byte[] crafted = body.clone();
      crafted[random.nextInt(crafted.length)] = (byte) (32 + random.nextInt(95));
      byte[] content = envelope.wrap(crafted);
      try {
        Manifest.decode("the-key", content, KEYS);
      } catch (ThalwegException e) {
        assertThat(e.code()).isEqualTo(ErrorCode.CHECKPOINT_CORRUPT);
        assertThat(e).hasMessageContaining("the-key");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "[]",
        "null",
        "{\"info\":null}",
        "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[",
        "{\"unknown\":1}"
      })
  void anotherDocumentIsCorrupt(String body) {
    byte[] content =
        new Envelope("thalweg-checkpoint", 1, 2).wrap(body.getBytes(StandardCharsets.UTF_8));
    assertThatThrownBy(() -> Manifest.decode("the-key", content, KEYS))
        .hasFieldOrPropertyWithValue("code", ErrorCode.CHECKPOINT_CORRUPT);
  }

  @Test
  void segmentsOfOthersAreRefused() {
    for (String key : List.of("checkpoints/b/segments/x", "checkpoints/a/segments/../../x")) {
      Segment segment = new Segment(key, 1, 1, List.of());
      Manifest stranger =
          new Manifest(
              manifest().info(),
              256,
              List.of(new Link(1, true, List.of(segment))),
              CheckpointNotes.NONE);
      assertThatThrownBy(() -> Manifest.decode("the-key", stranger.encode(), KEYS))
          .hasFieldOrPropertyWithValue("code", ErrorCode.CHECKPOINT_CORRUPT);
    }
  }

  @Test
  void otherVersionsAreToldApart() {
    byte[] body = "{}".getBytes(StandardCharsets.UTF_8);
    assertThatThrownBy(
            () ->
                Manifest.decode(
                    "the-key", new Envelope("thalweg-checkpoint", 3, 3).wrap(body), KEYS))
        .hasFieldOrPropertyWithValue("code", ErrorCode.CHECKPOINT_TOO_NEW);
    assertThatThrownBy(
            () ->
                Manifest.decode(
                    "the-key", new Envelope("thalweg-checkpoint", 0, 0).wrap(body), KEYS))
        .hasFieldOrPropertyWithValue("code", ErrorCode.CHECKPOINT_TOO_OLD);
  }
}
