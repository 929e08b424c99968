#pragma once

#include <QTranslator>

namespace tocsin::shots {

/** Says everything twice: what a longer language does to the windows. */
class LongText : public QTranslator
{
    Q_OBJECT

public:
    using QTranslator::QTranslator;
    [[nodiscard]] bool isEmpty() const override { return false; }
    [[nodiscard]] QString translate(const char *context, const char *source, const char *disambiguation,
                                    int n) const override;
};

} // namespace tocsin::shots
