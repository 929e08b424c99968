# One way to make a library, a test and their flags, so that every folder builds alike.

add_library(tocsin_flags INTERFACE)
target_include_directories(tocsin_flags INTERFACE "${PROJECT_SOURCE_DIR}")
target_compile_definitions(tocsin_flags INTERFACE
  QT_NO_CAST_FROM_ASCII QT_NO_CAST_TO_ASCII QT_NO_KEYWORDS QT_NO_FOREACH
  QT_DISABLE_DEPRECATED_BEFORE=0x060400)
target_compile_options(tocsin_flags INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wnon-virtual-dtor -Woverloaded-virtual -Werror
  -fno-omit-frame-pointer
  $<$<CXX_COMPILER_ID:GNU>:-fpch-preprocess>
  # Clang also calls a name of a neighbour shadowed that is only compiled together with it. A precompiled header out of a cache is
  # known by what it was made from, not by when.
  "$<$<CXX_COMPILER_ID:Clang>:-Wno-shadow;SHELL:-Xclang -fno-pch-timestamp>")
if(TOCSIN_SANITIZE)
  target_compile_definitions(tocsin_flags INTERFACE TOCSIN_SANITIZED)
  target_compile_options(tocsin_flags INTERFACE "-fsanitize=${TOCSIN_SANITIZE}" -fno-sanitize-recover=all)
  target_link_options(tocsin_flags INTERFACE "-fsanitize=${TOCSIN_SANITIZE}")
endif()
find_program(TOCSIN_LLD ld.lld)
if(TOCSIN_LLD)
  target_link_options(tocsin_flags INTERFACE -fuse-ld=lld)
endif()
# Every Qt and system library the product uses is in the executable only when something of it is called.
target_link_options(tocsin_flags INTERFACE -Wl,--as-needed)

# Precompiled headers are made twice, with and without a window, and reused by every target.
function(tocsin_pch_host name)
  file(WRITE "${CMAKE_BINARY_DIR}/pch/${name}.cpp" "// Holds the precompiled headers of ${name}.\n")
  add_library(${name} STATIC "${CMAKE_BINARY_DIR}/pch/${name}.cpp")
  set_target_properties(${name} PROPERTIES AUTOMOC OFF)
  target_link_libraries(${name} PUBLIC tocsin_flags ${ARGN})
endfunction()

tocsin_pch_host(tocsin_pch_core Qt6::Core tl::expected)
target_precompile_headers(tocsin_pch_core PRIVATE
  <QByteArray> <QDateTime> <QHash> <QJsonArray> <QJsonDocument> <QJsonObject> <QList> <QObject> <QString>
  <QStringList> <QTimeZone> <QVariant> <functional> <memory> <optional> <utility> <vector> <tl/expected.hpp>)

tocsin_pch_host(tocsin_pch_widgets Qt6::Widgets tl::expected)
target_precompile_headers(tocsin_pch_widgets PRIVATE <QtWidgets> <functional> <memory> <optional> <vector> <tl/expected.hpp>)

# Neighbours in a folder are compiled six at a time: what they include is read once. A file with a translation
# function of its own stands alone, because all such functions have the same name.
option(TOCSIN_TOGETHER "Compile several files of a library at a time" ON)
function(tocsin_together name)
  if(NOT TOCSIN_TOGETHER)
    return()
  endif()
  set_target_properties(${name} PROPERTIES UNITY_BUILD ON UNITY_BUILD_BATCH_SIZE 6)
  foreach(file IN LISTS ARGN)
    if(file MATCHES "[.]cpp$")
      file(STRINGS "${CMAKE_CURRENT_SOURCE_DIR}/${file}" own REGEX "^QString tr\\(")
      if(own)
        set_source_files_properties(${file} PROPERTIES SKIP_UNITY_BUILD_INCLUSION ON)
      endif()
    endif()
  endforeach()
endfunction()

get_target_property(TOCSIN_MOC Qt6::moc IMPORTED_LOCATION)
configure_file("${CMAKE_CURRENT_LIST_DIR}/moc-alone.sh.in" "${CMAKE_BINARY_DIR}/moc-alone.sh" @ONLY
  FILE_PERMISSIONS OWNER_READ OWNER_WRITE OWNER_EXECUTE GROUP_READ GROUP_EXECUTE WORLD_READ WORLD_EXECUTE)

# tocsin_library(<name> [WIDGETS|QOBJECTS] SOURCES <files> LINKS <targets> [OWN <targets>]): one static library for one folder. The
# flags of OWN are for its files alone. Only those with WIDGETS or QOBJECTS are read by moc.
function(tocsin_library name)
  cmake_parse_arguments(arg "WIDGETS;QOBJECTS" "" "SOURCES;LINKS;OWN" ${ARGN})
  qt_add_library(${name} STATIC ${arg_SOURCES})
  if(arg_WIDGETS OR arg_QOBJECTS)
    set_target_properties(${name} PROPERTIES AUTOMOC_EXECUTABLE "${CMAKE_BINARY_DIR}/moc-alone.sh")
  else()
    set_target_properties(${name} PROPERTIES AUTOMOC OFF)
  endif()
  tocsin_together(${name} ${arg_SOURCES})
  if(arg_WIDGETS)
    target_link_libraries(${name} PUBLIC tocsin_flags Qt6::Widgets tl::expected ${arg_LINKS})
    target_precompile_headers(${name} REUSE_FROM tocsin_pch_widgets)
  else()
    target_link_libraries(${name} PUBLIC tocsin_flags Qt6::Core tl::expected ${arg_LINKS} PRIVATE ${arg_OWN})
    if(NOT "Qt6::Gui" IN_LIST arg_LINKS AND NOT arg_OWN)
      target_precompile_headers(${name} REUSE_FROM tocsin_pch_core)
    else()
      target_precompile_headers(${name} PRIVATE <QtCore> <functional> <memory> <optional> <vector> <tl/expected.hpp>)
    endif()
  endif()
endfunction()

# A test starts from the headers of the most it links: half of what a test costs to compile is reading them.
function(tocsin_test_pch name)
  if("${ARGN}" MATCHES "tocsin_ui")
    target_precompile_headers(${name} REUSE_FROM tocsin_pch_ui_tests)
  elseif("${ARGN}" MATCHES "tocsin_(app|exchange)") # with Qt Gui <QTest> is another
    target_precompile_headers(${name} REUSE_FROM tocsin_pch_gui_tests)
  elseif("tocsin_populated" IN_LIST ARGN)
    target_precompile_headers(${name} REUSE_FROM tocsin_pch_team)
  else()
    target_precompile_headers(${name} REUSE_FROM tocsin_pch_tests)
  endif()
endfunction()

# The classes of a test stand in its .cpp, which includes what moc makes of it. AUTOMOC is off in tests/: it costs each target a
# step and a second unit, empty here, together a tenth of the build.
function(tocsin_test_moc name)
  foreach(file IN LISTS ARGN)
    if(file MATCHES "[.]cpp$")
      get_filename_component(base ${file} NAME_WE)
      file(STRINGS "${CMAKE_CURRENT_SOURCE_DIR}/${file}" includes REGEX "^#include \"${base}[.]moc\"")
      if(includes)
        qt6_generate_moc("${CMAKE_CURRENT_SOURCE_DIR}/${file}" "${CMAKE_CURRENT_BINARY_DIR}/moc/${base}.moc")
        target_sources(${name} PRIVATE "${CMAKE_CURRENT_BINARY_DIR}/moc/${base}.moc")
        target_include_directories(${name} PRIVATE "${CMAKE_CURRENT_BINARY_DIR}/moc")
      endif()
    endif()
  endforeach()
endfunction()

# tocsin_test(<name> SOURCES <files> LINKS <targets> [LABELS <labels>] [TIMEOUT <s>]): one QTest program, run by ctest.
# How long it may take is TIMEOUT alone: QTest's own five minutes a function would end the ten minutes of load.
function(tocsin_test name)
  cmake_parse_arguments(arg "" "TIMEOUT" "SOURCES;LINKS;LABELS" ${ARGN})
  qt_add_executable(${name} ${arg_SOURCES})
  target_link_libraries(${name} PRIVATE tocsin_flags Qt6::Test ${arg_LINKS})
  tocsin_test_pch(${name} ${arg_LINKS})
  tocsin_test_moc(${name} ${arg_SOURCES})
  set_target_properties(${name} PROPERTIES RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/tests")
  if(NOT arg_TIMEOUT)
    set(arg_TIMEOUT 120)
  endif()
  if(TOCSIN_SANITIZE)
    math(EXPR arg_TIMEOUT "${arg_TIMEOUT} * 5")
  endif()
  add_test(NAME ${name} COMMAND ${name})
  set_tests_properties(${name} PROPERTIES TIMEOUT ${arg_TIMEOUT} LABELS "${arg_LABELS}"
    ENVIRONMENT "QTEST_FUNCTION_TIMEOUT=3600000;TZ=UTC;LC_ALL=C.UTF-8;QT_QPA_PLATFORM=offscreen;XDG_DATA_HOME=${CMAKE_BINARY_DIR}/testhome/data;XDG_CONFIG_HOME=${CMAKE_BINARY_DIR}/testhome/config;TOCSIN_SOURCE_DIR=${PROJECT_SOURCE_DIR};TOCSIN_BIN=${CMAKE_BINARY_DIR}/bin/tocsin")
endfunction()

# The same test program once more, as NAME_postgresql, on a database of a real server (tests/storage/populated.h).
function(tocsin_test_on_server name)
  get_test_property(${name} ENVIRONMENT environment)
  get_test_property(${name} LABELS labels)
  add_test(NAME ${name}_postgresql COMMAND ${name})
  get_test_property(${name} TIMEOUT timeout)
  math(EXPR timeout "${timeout} * 2")
  set_tests_properties(${name}_postgresql PROPERTIES TIMEOUT ${timeout} LABELS "${labels};postgresql"
    ENVIRONMENT "${environment};TOCSIN_TEST_ENGINE=postgresql")
endfunction()
