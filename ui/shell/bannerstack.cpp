#include "ui/shell/bannerstack.h"

#include "ui/common/banner.h"

#include <QEvent>
#include <QVBoxLayout>

namespace tocsin {

namespace {

constexpr int kSide = 16;
constexpr int kTop = 12;
constexpr int kBottom = 6;

} // namespace

BannerStack::BannerStack(QWidget *parent)
    : QWidget(parent)
{
    auto *layout = new QVBoxLayout(this);
    layout->setSpacing(6);
    refreshMargins();
}

void BannerStack::add(Banner *banner)
{
    m_banners << banner;
    layout()->addWidget(banner);
    banner->installEventFilter(this);
    refreshMargins();
}

bool BannerStack::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::ShowToParent || event->type() == QEvent::HideToParent)
        refreshMargins();
    return QWidget::eventFilter(watched, event);
}

void BannerStack::refreshMargins()
{
    const bool any = std::any_of(m_banners.cbegin(), m_banners.cend(),
                                 [this](const Banner *banner) { return banner->isVisibleTo(this); });
    layout()->setContentsMargins(kSide, any ? kTop : 0, kSide, any ? kBottom : 0);
}

} // namespace tocsin
