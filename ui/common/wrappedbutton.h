#pragma once

#include <QPushButton>

namespace tocsin {

/** A button whose label takes a second line where there is no room: for narrow columns and longer languages. */
class WrappedButton : public QPushButton
{
    Q_OBJECT

public:
    explicit WrappedButton(const QString &text, QWidget *parent = nullptr);

    [[nodiscard]] int heightForWidth(int width) const override;
    [[nodiscard]] QSize minimumSizeHint() const override;
};

} // namespace tocsin
