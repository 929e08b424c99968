#pragma once

#include <QLabel>

namespace tocsin {

/** How a text stands on a page; each is a font and an ink that follow the theme. */
enum class TextStyle { Body, BodyBold, Muted, Small, SmallMuted, FinePrint, Heading, Title, Mono, MonoMuted, Error };

/** A QLabel in one of the page's styles. Plain text unless told otherwise. */
class Label : public QLabel
{
    Q_OBJECT

public:
    explicit Label(const QString &text = {}, TextStyle style = TextStyle::Body, QWidget *parent = nullptr);

    void setStyle(TextStyle style);
    using QLabel::setText;
    /** A wrapped text asks for one line; its height comes from its width. */
    [[nodiscard]] QSize minimumSizeHint() const override;
};

/** A label that wraps, for sentences. */
[[nodiscard]] Label *wrappedLabel(const QString &text, TextStyle style = TextStyle::Body, QWidget *parent = nullptr);

} // namespace tocsin
