#include "ui/common/wrappedbutton.h"

#include "ui/theme/theme.h"

namespace tocsin {

namespace {
constexpr int kBeside = 16; ///< what the style leaves free at both sides of a label together
}

WrappedButton::WrappedButton(const QString &text, QWidget *parent)
    : QPushButton(text, parent)
{
    setProperty("wraps", true); // the style draws it so
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Preferred);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
}

int WrappedButton::heightForWidth(int width) const
{
    const QRect room(0, 0, qMax(1, width - kBeside), 10'000);
    const int text = fontMetrics().boundingRect(room, Qt::TextWordWrap, this->text()).height();
    return qMax(metrics::controlHeight, text + metrics::controlHeight - fontMetrics().height());
}

QSize WrappedButton::minimumSizeHint() const
{
    return {qMin(fontMetrics().averageCharWidth() * 12, sizeHint().width()), sizeHint().height()};
}

} // namespace tocsin
