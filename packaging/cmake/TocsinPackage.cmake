# What is installed, and how it is packed (./dev package). Only the program is installed; the tests never are.
if(NOT TARGET tocsin)
  return()
endif()

include(GNUInstallDirs)
set(CMAKE_SKIP_INSTALL_ALL_DEPENDENCY ON)
set(_packaging "${PROJECT_SOURCE_DIR}/packaging")
set(_man "${CMAKE_BINARY_DIR}/tocsin.1.gz")
set(_changes "${CMAKE_BINARY_DIR}/changelog.gz")

install(TARGETS tocsin RUNTIME DESTINATION "${CMAKE_INSTALL_BINDIR}")
install(FILES "${_packaging}/org.tocsin.Tocsin.desktop" DESTINATION "${CMAKE_INSTALL_DATADIR}/applications")
install(FILES "${_packaging}/org.tocsin.Tocsin.metainfo.xml" DESTINATION "${CMAKE_INSTALL_DATADIR}/metainfo")
install(FILES "${PROJECT_SOURCE_DIR}/resources/icons/org.tocsin.Tocsin.svg"
  DESTINATION "${CMAKE_INSTALL_DATADIR}/icons/hicolor/scalable/apps")
# -n: the same sources give the same bytes.
install(CODE "execute_process(COMMAND gzip -9nc \"${_packaging}/tocsin.1\" OUTPUT_FILE \"${_man}\" COMMAND_ERROR_IS_FATAL ANY)
execute_process(COMMAND gzip -9nc \"${PROJECT_SOURCE_DIR}/CHANGELOG.md\" OUTPUT_FILE \"${_changes}\" COMMAND_ERROR_IS_FATAL ANY)")
install(FILES "${_man}" DESTINATION "${CMAKE_INSTALL_MANDIR}/man1")
install(FILES "${_changes}" "${_packaging}/deb/copyright" DESTINATION "${CMAKE_INSTALL_DATADIR}/doc/tocsin")

install(DIRECTORY "${_packaging}/shared-database" DESTINATION "${CMAKE_INSTALL_DATADIR}/tocsin" USE_SOURCE_PERMISSIONS)

set(CPACK_PACKAGE_NAME tocsin)
set(CPACK_PACKAGE_VENDOR "The Tocsin team")
set(CPACK_PACKAGE_CONTACT "The Tocsin team <team@tocsin.example>")
set(CPACK_PACKAGE_HOMEPAGE_URL "")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "handle security incidents with every deadline in sight")
set(CPACK_PACKAGE_DESCRIPTION
"Tocsin leads the people who answer security incidents from the first signal
to a closed case: what was seen, how bad it is, whose data is concerned, who
must be told and by when. Every act stands in a chained record that can be
verified. It works on a local database without any set-up.")
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_PACKAGE_DIRECTORY "${PROJECT_SOURCE_DIR}/dist")
set(CPACK_STRIP_FILES ON)
set(CPACK_GENERATOR DEB)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION utils)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
# Plugins are loaded at run time, so no link line shows them: the platforms, the icons.
set(CPACK_DEBIAN_PACKAGE_DEPENDS "libqt6svg6, qt6-qpa-plugins")
set(CPACK_DEBIAN_PACKAGE_RECOMMENDS "fonts-noto-core, fonts-noto-mono, qt6-wayland")
include(CPack)
