#include "ui/shell/bannerstack.h"

#include "ui/common/banner.h"

#include <QEvent>
#include <QVBoxLayout>

namespace tocsin {

namespace {

constexpr int kSide = 16;
constexpr int kTop = 12;
constexpr int kBottom = 6;
constexpr int kLowForOne = 680; ///< a window so low has no room for the details of one message
constexpr int kLowForTwo = 800;

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
    else if (watched == window() && event->type() == QEvent::Resize)
        fitWindow();
    return QWidget::eventFilter(watched, event);
}

void BannerStack::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    window()->installEventFilter(this);
    fitWindow();
}

void BannerStack::fitWindow()
{
    const auto shown = std::count_if(m_banners.cbegin(), m_banners.cend(),
                                     [this](const Banner *banner) { return banner->isVisibleTo(this); });
    for (Banner *banner : std::as_const(m_banners))
        banner->setBrief(window()->height() < (shown > 1 ? kLowForTwo : kLowForOne));
}

void BannerStack::refreshMargins()
{
    const bool any = std::any_of(m_banners.cbegin(), m_banners.cend(),
                                 [this](const Banner *banner) { return banner->isVisibleTo(this); });
    layout()->setContentsMargins(kSide, any ? kTop : 0, kSide, any ? kBottom : 0);
    fitWindow();
}

} // namespace tocsin
