package io.thalweg.cli.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConnectionTargetTest {
  @Test
  void addressesOfFlightBecomeUrlsOfJdbc() {
    assertThat(ConnectionTarget.server("grpc://db.example:4000").url())
        .isEqualTo("jdbc:thalweg://db.example:4000");
    assertThat(ConnectionTarget.server("localhost").url()).isEqualTo("jdbc:thalweg://localhost");
    assertThat(ConnectionTarget.server("grpc+tls://h:1").properties()).containsEntry("tls", "true");
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://h:1", "grpc://", "grpc://a b", "::"})
  void otherAddressesAreRefusedWithAnExample(String address) {
    assertThatThrownBy(() -> ConnectionTarget.server(address))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(address)
        .hasMessageContaining("grpc://host:port");
  }
}
