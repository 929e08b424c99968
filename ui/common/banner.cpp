#include "ui/common/banner.h"

#include "ui/common/accessibleroles.h"
#include "ui/common/label.h"
#include "ui/theme/icons.h"
#include "ui/theme/stylepaint.h"
#include "ui/theme/theme.h"

#include <QAccessible>
#include <QHBoxLayout>
#include <QPainter>
#include <QPushButton>
#include <QToolButton>

namespace tocsin {

using namespace Qt::StringLiterals;

namespace {

constexpr int kIconSize = 18;
constexpr int kIconLeft = 14;

struct Look
{
    Tone tone;
    QStringView icon;
};

Look lookOf(Banner::Kind kind)
{
    switch (kind) {
    case Banner::Kind::Info:
        return {Tone::Accent, u"info"};
    case Banner::Kind::Success:
        return {Tone::Low, u"check-circle"};
    case Banner::Kind::Warning:
        return {Tone::Medium, u"warning"};
    case Banner::Kind::Error:
        return {Tone::High, u"error"};
    }
    return {Tone::Neutral, u"info"};
}

} // namespace

Banner::Banner(Kind kind, QWidget *parent)
    : QWidget(parent)
    , m_kind(kind)
    , m_text(wrappedLabel({}, TextStyle::BodyBold, this))
    , m_detail(wrappedLabel({}, TextStyle::Small, this))
    , m_actions(new QHBoxLayout)
    , m_close(new QToolButton(this))
{
    useAccessibleRoles();
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Preferred);
    auto *outer = new QHBoxLayout(this);
    outer->setContentsMargins(kIconLeft + kIconSize + 10, 8, 8, 8);
    outer->setSpacing(12);
    m_content = new QBoxLayout(QBoxLayout::LeftToRight);
    m_content->setSpacing(12);
    auto *texts = new QVBoxLayout;
    texts->setSpacing(1);
    texts->addWidget(m_text);
    texts->addWidget(m_detail);
    m_content->addLayout(texts, 1);
    m_actions->setSpacing(8);
    m_content->addLayout(m_actions);
    outer->addLayout(m_content, 1);
    m_close->setAutoRaise(true);
    m_close->setIcon(icon(u"close"));
    m_close->setAccessibleName(tr("Close this message"));
    m_close->setToolTip(tr("Close this message"));
    m_close->setVisible(false);
    connect(m_close, &QToolButton::clicked, this, [this] {
        hide();
        Q_EMIT closed();
    });
    outer->addWidget(m_close, 0, Qt::AlignVCenter);
    m_detail->setVisible(false);
}

void Banner::setKind(Kind kind)
{
    m_kind = kind;
    update();
}

void Banner::setText(const QString &text, const QString &detail)
{
    m_text->setText(text);
    m_whole = detail;
    showDetail();
    setAccessibleName(detail.isEmpty() ? text : text + u' ' + detail);
    if (isVisible())
        announce();
}

void Banner::setBrief(bool brief)
{
    if (m_brief == brief)
        return;
    m_brief = brief;
    showDetail();
}

void Banner::showDetail()
{
    const qsizetype line = m_whole.indexOf(u'\n');
    const bool cut = m_brief && line >= 0;
    m_detail->setText(cut ? m_whole.left(line) + u" …"_s : m_whole);
    m_detail->setToolTip(cut ? m_whole : QString());
    m_detail->setVisible(!m_whole.isEmpty());
}

QString Banner::text() const
{
    return m_text->text();
}

void Banner::addAction(const QString &label, QObject *context, std::function<void()> run)
{
    auto *button = new QPushButton(label, this);
    button->setAccessibleName(label);
    button->setAutoDefault(false);
    // Queued: what opens a dialog must not keep a screen reader's call waiting.
    connect(button, &QPushButton::clicked, context, std::move(run), Qt::QueuedConnection);
    m_actions->addWidget(button, 0, Qt::AlignVCenter);
    arrange();
}

void Banner::clearActions()
{
    while (QLayoutItem *item = m_actions->takeAt(0)) {
        if (QWidget *button = item->widget()) {
            button->hide();
            button->deleteLater();
        }
        delete item;
    }
}

void Banner::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    arrange();
}

/** Beside the text, or beneath it where the text would be a narrow column. */
void Banner::arrange()
{
    const bool beneath = m_actions->sizeHint().width() > width() * 2 / 5;
    m_content->setDirection(beneath ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
    m_actions->setAlignment(beneath ? Qt::AlignLeft : Qt::Alignment());
    m_content->setSpacing(beneath ? 8 : 12);
}

void Banner::setClosable(bool closable)
{
    m_close->setVisible(closable);
}

void Banner::show(Kind kind, const QString &text, const QString &detail)
{
    clearActions();
    setKind(kind);
    setText(text, detail);
    show();
}

void Banner::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    announce();
}

void Banner::announce()
{
    QAccessibleEvent alert(this, QAccessible::Alert);
    QAccessible::updateAccessibility(&alert);
}

void Banner::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const Look look = lookOf(m_kind);
    const ToneColors colors = Theme::current().tone(look.tone);
    paintBox(painter, rect(), metrics::radiusPanel, colors.ground, mixed(colors.ground, colors.ink, 0.3));
    const int top = m_detail->isVisible() ? m_text->y() + 1 : (height() - kIconSize) / 2;
    paintIcon(painter, QRectF(kIconLeft, top, kIconSize, kIconSize), look.icon, colors.ink);
}

} // namespace tocsin
