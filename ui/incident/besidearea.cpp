#include "ui/incident/besidearea.h"

#include <QEvent>

namespace tocsin {

namespace {
constexpr int kNarrowestPanel = 360;
}

BesideArea::BesideArea(QWidget *parent)
    : QWidget(parent)
    , m_pages(new QStackedWidget(this))
{
    connect(m_pages, &QStackedWidget::currentChanged, this, &BesideArea::arrange);
}

void BesideArea::setPanel(QWidget *panel, int preferredWidth, bool wide)
{
    if (m_panel && m_panel != panel)
        m_panel->hide();
    m_panel = panel;
    m_preferredWidth = preferredWidth;
    m_wide = wide;
    if (panel) {
        panel->setParent(this);
        panel->show();
        panel->raise();
    }
    arrange();
}

QSize BesideArea::sizeHint() const
{
    return m_pages->sizeHint();
}

QSize BesideArea::minimumSizeHint() const
{
    // Of the page in front alone: those behind it take no room.
    const QWidget *page = m_pages->currentWidget();
    return {page ? page->minimumSizeHint().width() : 0, 120};
}

bool BesideArea::event(QEvent *event)
{
    if (event->type() == QEvent::LayoutRequest)
        arrange(); // a page that found a narrower shape
    return QWidget::event(event);
}

void BesideArea::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    arrange();
}

void BesideArea::arrange()
{
    updateGeometry();
    if (!m_panel) {
        m_pages->setGeometry(rect());
        return;
    }
    const int most = m_wide ? width() : std::max(kNarrowestPanel, width() / 2);
    int panel = std::min(m_preferredWidth, most);
    if (m_wide && width() - panel < kNarrowestPanel)
        panel = width(); // a strip of the page helps nobody
    const QWidget *page = m_pages->currentWidget();
    const int least = page ? std::min(page->minimumSizeHint().width(), width()) : 0;
    if (panel < width() && width() - panel < least) // the panel gives way before it covers what the page needs
        panel = std::max(kNarrowestPanel, width() - least);
    m_pages->setGeometry(0, 0, std::max(width() - panel, least), height());
    m_panel->setGeometry(width() - panel, 0, panel, height());
}

} // namespace tocsin
