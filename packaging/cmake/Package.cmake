# What is installed where, and the two Debian packages made of it: cpack --config build/release/CPackConfig.cmake
set(packaging "${CMAKE_SOURCE_DIR}/packaging")
if(TARGET ripariumctl)
    install(TARGETS ripariumctl COMPONENT ripariumctl)
    install(FILES "${packaging}/systemd/riparium@.service" DESTINATION lib/systemd/user COMPONENT ripariumctl)
endif()
if(TARGET riparium)
    install(TARGETS riparium COMPONENT riparium)
    install(FILES "${packaging}/desktop/org.riparium.Riparium.desktop"
            DESTINATION "${CMAKE_INSTALL_DATADIR}/applications" COMPONENT riparium)
    install(FILES "${packaging}/desktop/org.riparium.Riparium.metainfo.xml"
            DESTINATION "${CMAKE_INSTALL_DATADIR}/metainfo" COMPONENT riparium)
    install(FILES "${packaging}/desktop/riparium.xml"
            DESTINATION "${CMAKE_INSTALL_DATADIR}/mime/packages" COMPONENT riparium)
    install(FILES "${packaging}/desktop/riparium.svg"
            DESTINATION "${CMAKE_INSTALL_DATADIR}/icons/hicolor/scalable/apps" COMPONENT riparium)
endif()

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME riparium)
set(CPACK_PACKAGE_VERSION "${PROJECT_VERSION}")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "${PROJECT_DESCRIPTION}")
set(CPACK_PACKAGE_CONTACT "Riparium maintainers <maintainers@riparium.invalid>")
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_RESOURCE_FILE_LICENSE "${CMAKE_SOURCE_DIR}/LICENSE")
set(CPACK_COMPONENTS_ALL riparium ripariumctl)
set(CPACK_COMPONENTS_GROUPING IGNORE)
set(CPACK_STRIP_FILES ON)
include("${packaging}/debian/packages.cmake")
include(CPack)
