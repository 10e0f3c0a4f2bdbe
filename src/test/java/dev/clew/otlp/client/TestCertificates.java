package dev.clew.otlp.client;

/// Self-signed certificates whose keys nobody has.
final class TestCertificates {
  static final String FIRST =
      """
      -----BEGIN CERTIFICATE-----
      MIIBgDCCASegAwIBAgIUCwQKu9IjofA64QSP1INWVN2Bc+8wCgYIKoZIzj0EAwIw
      FTETMBEGA1UEAwwKRklSU1QudGVzdDAgFw0yNjExMjgyMjQ0MjdaGA8yMTI2MTEw
      NDIyNDQyN1owFTETMBEGA1UEAwwKRklSU1QudGVzdDBZMBMGByqGSM49AgEGCCqG
      SM49AwEHA0IABP89p3AwM37dL2omWy9fnolZaQcqpoNXwXtdHMOrKjKkepg/7WQw
      XTwdNuITNREZPFIBdNPK+YlnksKXardwSv+jUzBRMB0GA1UdDgQWBBQ/fVKWUIwU
      Yzw/eckAE95wY04QfDAfBgNVHSMEGDAWgBQ/fVKWUIwUYzw/eckAE95wY04QfDAP
      BgNVHRMBAf8EBTADAQH/MAoGCCqGSM49BAMCA0cAMEQCIGVhTzhOqL/9ukMWRcYp
      z/4OAmWMjbPJs1uVEPMqe0USAiB3B+AUeoBNWams6O4qLgWkOQw0Ipc3vIfbbO2d
      M31K5Q==
      -----END CERTIFICATE-----
      """;

  static final String SECOND =
      """
      -----BEGIN CERTIFICATE-----
      MIIBgjCCASmgAwIBAgIUDs6CHwdyGeTzk0VB7bNFuGeYA4gwCgYIKoZIzj0EAwIw
      FjEUMBIGA1UEAwwLU0VDT05ELnRlc3QwIBcNMjYxMTI4MjI0NDI3WhgPMjEyNjEx
      MDQyMjQ0MjdaMBYxFDASBgNVBAMMC1NFQ09ORC50ZXN0MFkwEwYHKoZIzj0CAQYI
      KoZIzj0DAQcDQgAER0QWyEraxJ78sk2t9ZyeCernHbSq05JOAIJN0YwZLcsqaPUp
      05z+C6D/dpPxAkNw9EzxckoEMq+tUk4fHggg9qNTMFEwHQYDVR0OBBYEFHUPTv1c
      JneC/WqoSTHHIbPaXnNTMB8GA1UdIwQYMBaAFHUPTv1cJneC/WqoSTHHIbPaXnNT
      MA8GA1UdEwEB/wQFMAMBAf8wCgYIKoZIzj0EAwIDRwAwRAIgF3gTyQtNgT3YpCO6
      7EpnUckSaT5H7hAAxk9HNjTtenoCIA93SejP+Zt7jELNy/qq+LZ+RuF5OEl9Z1ZY
      ohTaysic
      -----END CERTIFICATE-----
      """;

  private TestCertificates() {}
}
