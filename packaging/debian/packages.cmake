# Debian metadata: `riparium` is the window, `ripariumctl` serves without Qt. Library dependencies are read from the
# executables by dpkg-shlibdeps (package dpkg-dev).
set(CPACK_DEB_COMPONENT_INSTALL ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION devel)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_RIPARIUM_PACKAGE_NAME riparium)
set(CPACK_DEBIAN_RIPARIUM_PACKAGE_RECOMMENDS "ripariumctl, fonts-dejavu-core | fonts-inter")
set(CPACK_DEBIAN_RIPARIUM_DESCRIPTION
    "multi-AZ, Kafka-compatible cluster under glass\n Lay out availability zones and brokers, start them, and watch, fill and break\n a real cluster that every Kafka client of the machine can reach.")
set(CPACK_DEBIAN_RIPARIUMCTL_PACKAGE_NAME ripariumctl)
set(CPACK_DEBIAN_RIPARIUMCTL_DESCRIPTION
    "multi-AZ, Kafka-compatible cluster without a window\n Serves Riparium's clusters in the foreground or as a systemd user unit.")
