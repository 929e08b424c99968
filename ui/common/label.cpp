#include "ui/common/label.h"

#include "ui/theme/fonts.h"

namespace tocsin {

namespace {

QFont fontOf(TextStyle style)
{
    switch (style) {
    case TextStyle::BodyBold:
        return bodyBoldFont();
    case TextStyle::Small:
    case TextStyle::SmallMuted:
    case TextStyle::Error:
        return smallFont();
    case TextStyle::FinePrint:
        return finePrintFont();
    case TextStyle::Heading:
        return headingFont();
    case TextStyle::Title:
        return titleFont();
    case TextStyle::Mono:
    case TextStyle::MonoMuted:
        return monoFont();
    case TextStyle::Body:
    case TextStyle::Muted:
        break;
    }
    return bodyFont();
}

/** Ink as a role of the palette, which a change of theme replaces without our doing (Theme::palette). */
QPalette::ColorRole inkOf(TextStyle style)
{
    switch (style) {
    case TextStyle::Muted:
    case TextStyle::SmallMuted:
    case TextStyle::FinePrint:
    case TextStyle::MonoMuted:
        return QPalette::PlaceholderText;
    case TextStyle::Error:
        return QPalette::BrightText;
    default:
        return QPalette::WindowText;
    }
}

} // namespace

Label::Label(const QString &text, TextStyle style, QWidget *parent)
    : QLabel(parent)
{
    setTextFormat(Qt::PlainText);
    setStyle(style);
    setText(text);
}

void Label::setStyle(TextStyle style)
{
    setFont(fontOf(style));
    setForegroundRole(inkOf(style));
}

QSize Label::minimumSizeHint() const
{
    if (!wordWrap())
        return QLabel::minimumSizeHint();
    return {qMin(fontMetrics().averageCharWidth() * 16, fontMetrics().horizontalAdvance(text())),
            fontMetrics().height()};
}

Label *wrappedLabel(const QString &text, TextStyle style, QWidget *parent)
{
    auto *label = new Label(text, style, parent);
    label->setWordWrap(true);
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Preferred);
    policy.setHeightForWidth(true);
    label->setSizePolicy(policy);
    return label;
}

} // namespace tocsin
