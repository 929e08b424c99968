#include "ui/common/bannerarea.h"

#include "ui/common/banner.h"
#include "ui/common/plainscroll.h"

#include <QEvent>
#include <QLayout>

namespace tocsin {

namespace {
constexpr int kSide = 16;
constexpr int kAbove = 8;
constexpr int kLeast = 72;
} // namespace

BannerArea::BannerArea(Banner *banner, QWidget *panel)
    : QScrollArea(panel)
    , m_banner(banner)
{
    plainScrollDown(this);
    setAccessibleName(tr("Message"));
    setViewportMargins(kSide, kAbove, kSide, 0);
    viewport()->setAutoFillBackground(false);
    const bool shown = !banner->isHidden();
    setWidget(banner);
    banner->setVisible(shown); // the area shows whatever it takes
    banner->setAutoFillBackground(false);
    banner->installEventFilter(this);
    panel->installEventFilter(this);
    setVisible(!banner->isHidden());
}

bool BannerArea::eventFilter(QObject *watched, QEvent *event)
{
    const QEvent::Type type = event->type();
    if (watched == m_banner && (type == QEvent::ShowToParent || type == QEvent::HideToParent)) {
        setVisible(!m_banner->isHidden());
        fit();
    } else if (type == QEvent::Resize || (watched == m_banner && type == QEvent::LayoutRequest)) {
        fit();
    }
    return QScrollArea::eventFilter(watched, event);
}

void BannerArea::resizeEvent(QResizeEvent *event)
{
    QScrollArea::resizeEvent(event);
    fit();
}

void BannerArea::fit()
{
    if (m_banner->isHidden() || !parentWidget())
        return;
    const int whole = m_banner->layout()->totalHeightForWidth(width() - 2 * kSide) + kAbove;
    const int most = qMax(kLeast, parentWidget()->height() * 2 / 5);
    setFixedHeight(qMin(whole, most));
    setFocusPolicy(whole > most ? Qt::TabFocus : Qt::NoFocus); // what is scrolled is scrolled by keys too
}

} // namespace tocsin
