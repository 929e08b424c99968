#include "ui/common/emptystate.h"

#include "ui/common/accessibleroles.h"
#include "ui/common/label.h"
#include "ui/theme/icons.h"
#include "ui/theme/stylepaint.h"
#include "ui/theme/theme.h"

#include <QPainter>
#include <QPushButton>
#include <QVBoxLayout>

namespace tocsin {

namespace {

constexpr int kDisc = 64;
constexpr int kPicture = 28;
constexpr int kTextWidth = 420;
constexpr int kRoomForPicture = 210; ///< below that the words need the height

} // namespace

EmptyState::EmptyState(const QString &iconName, const QString &title, const QString &text, QWidget *parent)
    : QWidget(parent)
    , m_icon(iconName)
    , m_picture(new QWidget(this))
    , m_title(new Label(title, TextStyle::Heading, this))
    , m_text(wrappedLabel(text, TextStyle::Muted, this))
    , m_actions(new QHBoxLayout)
{
    useAccessibleRoles();
    setAccessibleName(title);
    m_picture->setFixedSize(kDisc, kDisc);
    m_text->setAlignment(Qt::AlignHCenter | Qt::AlignTop);
    m_text->setMinimumWidth(qMin(kTextWidth, 260));
    m_text->setMaximumWidth(kTextWidth);
    m_actions->setSpacing(8);
    auto *texts = new QHBoxLayout; // keeps the sentence narrow and in the middle
    texts->addStretch(1);
    texts->addWidget(m_text, 1000);
    texts->addStretch(1);
    auto *row = new QHBoxLayout;
    row->addStretch();
    row->addLayout(m_actions);
    row->addStretch();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(24, 8, 24, 8);
    layout->setSpacing(0);
    layout->addStretch(2);
    layout->addWidget(m_picture, 0, Qt::AlignHCenter);
    layout->addSpacing(16);
    layout->addWidget(m_title, 0, Qt::AlignHCenter);
    layout->addSpacing(6);
    layout->addLayout(texts);
    layout->addSpacing(20);
    layout->addLayout(row);
    layout->addStretch(3);
}

void EmptyState::setTitle(const QString &title)
{
    m_title->setText(title);
    setAccessibleName(title);
}

void EmptyState::setText(const QString &text)
{
    m_text->setText(text);
}

QPushButton *EmptyState::addAction(const QString &label, bool primary, QObject *context, std::function<void()> run)
{
    auto *button = new QPushButton(label, this);
    button->setAccessibleName(label);
    button->setProperty("primary", primary);
    connect(button, &QPushButton::clicked, context, std::move(run), Qt::QueuedConnection);
    m_actions->addWidget(button);
    return button;
}

void EmptyState::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    m_picture->setVisible(height() >= kRoomForPicture);
}

void EmptyState::paintEvent(QPaintEvent *)
{
    if (!m_picture->isVisible())
        return;
    QPainter painter(this);
    const Theme &theme = Theme::current();
    const QRectF disc = m_picture->geometry();
    paintBox(painter, disc, kDisc / 2.0, theme.accentTint);
    const QRectF at(disc.center().x() - kPicture / 2.0, disc.center().y() - kPicture / 2.0, kPicture, kPicture);
    paintIcon(painter, at, m_icon, theme.accent);
}

} // namespace tocsin
