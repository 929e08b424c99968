#include "ui/incident/missinglist.h"

#include "ui/common/label.h"
#include "ui/common/mark.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QResizeEvent>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace tocsin {

namespace {

constexpr int kMark = 16;
constexpr int kGap = 8;
constexpr int kLeastText = 150;

QString jumpLabel(const Missing &missing)
{
    if (missing.code == u"stage"_s)
        return MissingList::tr("Move");
    if (missing.where == u"assessment"_s)
        return MissingList::tr("Assessment");
    if (missing.where == u"notices"_s)
        return MissingList::tr("Notices");
    if (missing.where == u"transfers"_s)
        return MissingList::tr("Transfers");
    if (missing.where == u"postmortem"_s)
        return MissingList::tr("Post-mortem");
    if (missing.where == u"record"_s)
        return MissingList::tr("Record");
    return {};
}

} // namespace

MissingList::MissingList(QWidget *parent)
    : QWidget(parent)
    , m_layout(new QVBoxLayout(this))
{
    m_layout->setContentsMargins({});
    m_layout->setSpacing(6);
}

void MissingList::setMissing(const QList<Missing> &missing)
{
    if (missing == m_shown && m_layout->count() > 0)
        return;
    m_shown = missing;
    m_lines.clear();
    while (QLayoutItem *item = m_layout->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    if (missing.isEmpty())
        addLine(u"check-circle"_s, Ink::Success, tr("Nothing is missing."));
    for (const Missing &m : missing) {
        QBoxLayout *line = addLine(u"warning"_s, Ink::Warning, m.text);
        const QString label = jumpLabel(m);
        if (label.isEmpty())
            continue;
        auto *button = new QPushButton(label);
        button->setObjectName(u"jump-"_s + m.code);
        button->setAccessibleName(tr("Go to %1: %2").arg(label, m.text));
        connect(button, &QPushButton::clicked, this, [this, m] { Q_EMIT jump(m); });
        line->addWidget(button, 0, Qt::AlignLeft | Qt::AlignVCenter);
        m_lines.append(line);
    }
    arrange();
}

QBoxLayout *MissingList::addLine(const QString &iconName, Ink ink, const QString &text)
{
    auto *row = new QWidget(this);
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins({});
    layout->setSpacing(kGap);
    layout->addWidget(new Mark(iconName, ink, row), 0, Qt::AlignVCenter);
    auto *line = new QBoxLayout(QBoxLayout::LeftToRight);
    line->setSpacing(kGap);
    line->addWidget(wrappedLabel(text, TextStyle::Body, row), 1);
    layout->addLayout(line, 1);
    m_layout->addWidget(row);
    return line;
}

void MissingList::arrange()
{
    int widest = 0;
    for (const QBoxLayout *line : std::as_const(m_lines))
        widest = qMax(widest, line->itemAt(1)->widget()->sizeHint().width());
    const bool beside = width() - kMark - 2 * kGap - widest >= kLeastText;
    for (QBoxLayout *line : std::as_const(m_lines)) {
        line->setDirection(beside ? QBoxLayout::LeftToRight : QBoxLayout::TopToBottom);
        line->setSpacing(beside ? kGap : 4);
    }
}

QSize MissingList::minimumSizeHint() const
{
    return {kMark + kGap + kLeastText, QWidget::minimumSizeHint().height()};
}

void MissingList::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    if (event->size().width() != event->oldSize().width())
        arrange();
}

} // namespace tocsin
