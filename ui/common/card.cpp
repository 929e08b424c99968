#include "ui/common/card.h"

#include "ui/common/accessibleroles.h"
#include "ui/common/elidedlabel.h"
#include "ui/theme/stylepaint.h"
#include "ui/theme/theme.h"

#include <QAbstractItemView>
#include <QEvent>
#include <QPainter>
#include <QVBoxLayout>

namespace tocsin {

namespace {
constexpr int kFirmTitle = 180; ///< before it, the note gives way
}

Card::Card(const QString &title, QWidget *parent)
    : QWidget(parent)
    , m_head(new QWidget(this))
    , m_headRow(new QBoxLayout(QBoxLayout::LeftToRight, m_head))
    , m_title(new ElidedLabel({}, TextStyle::Heading, m_head))
    , m_note(new ElidedLabel({}, TextStyle::FinePrint, m_head))
    , m_header(new QHBoxLayout)
    , m_body(new QVBoxLayout)
{
    useAccessibleRoles();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    m_headRow->setContentsMargins(metrics::panelPadding, 12, metrics::panelPadding, 10);
    m_headRow->setSpacing(8);
    m_title->setFirmWidth(kFirmTitle);
    auto *titles = new QHBoxLayout;
    titles->setSpacing(8);
    titles->addWidget(m_title, 1);
    titles->addWidget(m_note);
    m_headRow->addLayout(titles, 1);
    m_header->setSpacing(8);
    m_headRow->addLayout(m_header);
    m_head->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    layout->addWidget(m_head);
    m_body->setContentsMargins(metrics::panelPadding, metrics::panelPadding, metrics::panelPadding,
                               metrics::panelPadding);
    m_body->setSpacing(8);
    layout->addLayout(m_body);
    setTitle(title);
}

void Card::setTitle(const QString &title)
{
    m_title->setText(title);
    if (!title.isEmpty())
        setAccessibleName(title);
    updateHeader();
}

void Card::setNote(const QString &note)
{
    m_note->setText(note);
    updateHeader();
}

void Card::wrapHeader()
{
    m_wraps = true;
    arrangeHeader();
}

void Card::arrangeHeader()
{
    if (!m_wraps)
        return;
    const int both = m_title->sizeHint().width() + m_headRow->spacing() + m_header->sizeHint().width();
    const bool beneath = both > width() - 2 * metrics::panelPadding;
    m_headRow->setDirection(beneath ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
    m_header->setAlignment(beneath ? Qt::AlignLeft : Qt::Alignment());
}

void Card::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    arrangeHeader();
}

void Card::setView(QAbstractScrollArea *view)
{
    m_flush = true;
    view->setFrameShape(QFrame::NoFrame);
    m_body->setSpacing(0);
    m_body->addWidget(view);
    if (qobject_cast<QAbstractItemView *>(view)) // others paint a ring inside
        followFocus(view);
    updateHeader();
}

void Card::followFocus(QWidget *view)
{
    view->installEventFilter(this);
}

bool Card::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::FocusIn || event->type() == QEvent::FocusOut) {
        m_keysInside = event->type() == QEvent::FocusIn;
        update();
    }
    return QWidget::eventFilter(watched, event);
}

void Card::setHighlighted(bool highlighted)
{
    m_highlighted = highlighted;
    update();
}

void Card::updateHeader()
{
    const bool headed = !m_title->text().isEmpty();
    m_head->setVisible(headed);
    m_note->setVisible(!m_note->text().isEmpty());
    // A view's square corners stay inside the rounded ones.
    if (m_flush)
        m_body->setContentsMargins(2, headed ? 1 : 5, 2, 5);
    else
        m_body->setContentsMargins(metrics::panelPadding, headed ? 4 : metrics::panelPadding, metrics::panelPadding,
                                   metrics::panelPadding);
    update();
}

void Card::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const Theme &theme = Theme::current();
    paintBox(painter, rect(), metrics::radiusPanel, theme.surface,
             m_highlighted || m_keysInside ? theme.accent : theme.line);
    if (m_flush && m_head->isVisible())
        painter.fillRect(QRect(1, m_head->geometry().bottom(), width() - 2, 1), theme.line);
}

} // namespace tocsin
