package io.thalweg.exec.kernel.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class SearchVectorsTest {

  @Test
  void aPartIsFoundWhereTheScalarTwinFindsIt() {
    Random random = new Random(1);
    for (int round = 0; round < 20_000; round++) {
      byte[] text = new byte[random.nextInt(300)];
      for (int i = 0; i < text.length; i++) {
        text[i] = (byte) ('a' + random.nextInt(round % 2 == 0 ? 2 : 20));
      }
      byte[] part = new byte[1 + random.nextInt(6)];
      for (int i = 0; i < part.length; i++) {
        part[i] = (byte) ('a' + random.nextInt(2));
      }
      int from = random.nextInt(text.length + 1);
      int to = from + random.nextInt(text.length - from + 1);
      assertThat(SearchVectors.find(text, from, to, part, 0, part.length))
          .isEqualTo(BytesSearch.findScalar(text, from, to, part, 0, part.length));
    }
  }
}
