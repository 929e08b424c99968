#pragma once

#include "models/domain/error.h"

#include <QTest>

/** A result that is there; else the test says with which words and detail it was refused. */
#define OK(expression)                                                                                                 \
    do {                                                                                                               \
        const auto &result_ = (expression);                                                                            \
        QVERIFY2(result_.has_value(),                                                                                  \
                 result_ ? ""                                                                                          \
                         : qPrintable(result_.error().userText + QStringLiteral(" | ") + result_.error().detail));     \
    } while (false)

/** A result that is not there, for this kind of reason. */
#define REFUSED(expression, kind_)                                                                                     \
    do {                                                                                                               \
        const auto &result_ = (expression);                                                                            \
        QVERIFY(!result_.has_value());                                                                                 \
        QCOMPARE(result_.error().kind, kind_);                                                                         \
    } while (false)
