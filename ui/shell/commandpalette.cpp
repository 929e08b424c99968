#include "ui/shell/commandpalette.h"

#include "ui/common/searchfield.h"
#include "ui/common/timetext.h"
#include "ui/theme/fonts.h"
#include "ui/theme/icons.h"
#include "ui/theme/stylepaint.h"
#include "ui/theme/theme.h"

#include <QKeyEvent>
#include <QListWidget>
#include <QPainter>
#include <QStyledItemDelegate>
#include <QVBoxLayout>

namespace tocsin {

using namespace Qt::StringLiterals;

namespace {

constexpr int kTypingMs = 60;
constexpr int kBoxWidth = 640;
constexpr int kRow = 44;
constexpr int kCommandRow = 34;
constexpr int kMostHits = 8;

enum PaletteRole { IconRole = Qt::UserRole, DetailRole, SectionRole, KeysRole };

/** A line of the palette: icon, title, detail; the first of a section says which. */
class HitDelegate : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &, const QModelIndex &index) const override
    {
        const int section = index.data(SectionRole).toString().isEmpty() ? 0 : 24;
        return {200, section + (index.data(DetailRole).toString().isEmpty() ? kCommandRow : kRow)};
    }

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const Theme &theme = Theme::current();
        QRect row = option.rect;
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        const QString section = index.data(SectionRole).toString();
        if (!section.isEmpty()) {
            painter->setFont(finePrintBoldFont());
            painter->setPen(theme.muted);
            painter->drawText(QRect(row.left() + 14, row.top() + 6, row.width() - 28, 16),
                              Qt::AlignLeft | Qt::AlignVCenter, section);
            row.setTop(row.top() + 24);
        }
        if (option.state.testFlag(QStyle::State_Selected))
            paintBox(*painter, row.adjusted(6, 0, -6, 0), metrics::radiusControl, theme.accentTint);
        paintIcon(*painter, QRectF(row.left() + 16, row.center().y() - 8, 17, 17), index.data(IconRole).toString(),
                  theme.muted);
        const QString detail = index.data(DetailRole).toString();
        QRect text = row.adjusted(44, detail.isEmpty() ? 0 : 4, -16, detail.isEmpty() ? 0 : -row.height() / 2);
        painter->setFont(monoFont(11));
        const QString keys = index.data(KeysRole).toString();
        if (!keys.isEmpty()) {
            painter->setPen(theme.muted);
            painter->drawText(text, Qt::AlignRight | Qt::AlignVCenter, keys);
            text.setRight(text.right() - painter->fontMetrics().horizontalAdvance(keys) - 12);
        }
        painter->setFont(bodyFont());
        painter->setPen(theme.text);
        const QString title = index.data(Qt::DisplayRole).toString();
        painter->drawText(text, Qt::AlignLeft | Qt::AlignVCenter,
                          painter->fontMetrics().elidedText(title, Qt::ElideRight, text.width()));
        if (!detail.isEmpty()) {
            painter->setFont(smallFont());
            painter->setPen(theme.muted);
            const QRect below(text.left(), row.top() + row.height() / 2, row.right() - 16 - text.left(),
                              row.height() / 2 - 3);
            painter->drawText(below, Qt::AlignLeft | Qt::AlignVCenter,
                              painter->fontMetrics().elidedText(detail, Qt::ElideRight, below.width()));
        }
        painter->restore();
    }
};

QString incidentDetail(const Incident &incident)
{
    QStringList parts{incident.isDone() ? CommandPalette::tr("done") : nameOf(incident.stage)};
    if (incident.severity)
        parts << severityText(*incident.severity, incident.provisional);
    if (!incident.managerName.isEmpty())
        parts << incident.managerName;
    return parts.join(u" · "_s);
}

} // namespace

CommandPalette::CommandPalette(const UiContext &ui, QWidget *host)
    : QWidget(host)
    , m_ui(ui)
    , m_box(new QWidget(this))
    , m_field(new SearchField(tr("Reference, words of a title or an entry, or a command"), m_box))
    , m_list(new QListWidget(m_box))
{
    setObjectName(u"palette"_s);
    setAccessibleName(tr("Search and commands"));
    hide();
    host->installEventFilter(this);
    auto *layout = new QVBoxLayout(m_box);
    layout->setContentsMargins(10, 10, 10, 10);
    layout->setSpacing(6);
    m_field->setObjectName(u"palette-field"_s);
    layout->addWidget(m_field);
    m_list->setObjectName(u"palette-list"_s);
    m_list->setAccessibleName(tr("What was found"));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setItemDelegate(new HitDelegate(m_list));
    m_list->setFocusPolicy(Qt::NoFocus);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_list->viewport()->setAutoFillBackground(false);
    layout->addWidget(m_list, 1);
    m_typing.setSingleShot(true);
    m_typing.setInterval(kTypingMs);
    m_field->installEventFilter(this);
    connect(m_field, &QLineEdit::textChanged, &m_typing, qOverload<>(&QTimer::start));
    connect(&m_typing, &QTimer::timeout, this, &CommandPalette::search);
    connect(m_list, &QListWidget::itemClicked, this, &CommandPalette::runCurrent);
}

void CommandPalette::setCommands(QList<PaletteCommand> commands)
{
    m_commands = std::move(commands);
}

void CommandPalette::open(const QString &text)
{
    if (!isVisible())
        m_before = window()->focusWidget();
    m_field->setText(text);
    place();
    QWidget::show();
    raise();
    m_field->setFocus(Qt::ShortcutFocusReason);
    search();
}

void CommandPalette::dismiss()
{
    if (!isVisible())
        return;
    ++m_query;
    if (m_before)
        m_before->setFocus(Qt::OtherFocusReason);
    hide();
    Q_EMIT dismissed();
}

void CommandPalette::search()
{
    m_typing.stop();
    const QString text = m_field->text().trimmed();
    const quint64 query = ++m_query;
    if (text.isEmpty() || !m_ui.workspace->isOpen()) {
        show(text, {});
        return;
    }
    m_ui.workspace->run<Found>(
        this,
        [text](Services &s) -> Result<Found> {
            Found found;
            if (const qint64 number = incidentNumber(text); number > 0) {
                if (Result<Incident> exact = s.incidents.byNumber(number))
                    found.exact = *exact;
            }
            IncidentFilter filter;
            filter.text = text;
            if (Result<QList<Incident>> page = s.incidents.page(filter, {}, kMostHits))
                found.incidents = *page;
            if (Result<QList<SearchHit>> hits = s.search.search(text, kMostHits * 2))
                found.hits = *hits;
            return found;
        },
        [this, query, text](const Result<Found> &found) {
            if (query == m_query && isVisible())
                show(text, found ? *found : Found{});
        });
}

void CommandPalette::show(const QString &text, const Found &found)
{
    m_list->clear();
    m_runs.clear();
    m_lastSection.clear();
    const auto addIncident = [this](const Incident &incident) {
        addHit({u"incidents"_s, incident.reference() + u"  "_s + incident.title, incidentDetail(incident),
                tr("Incidents"), [this, id = incident.id] { m_ui.openIncident(id, {}); }});
    };
    if (found.exact)
        addIncident(*found.exact);
    for (const Incident &incident : found.incidents) {
        if (!found.exact || incident.id != found.exact->id)
            addIncident(incident);
    }
    int entries = 0;
    for (const SearchHit &hit : found.hits) {
        if (hit.kind != SearchHit::Kind::Entry || ++entries > kMostHits)
            continue;
        addHit({u"list"_s, hit.text.simplified(),
                incidentReference(hit.number) + u" · "_s + TimeText().full(hit.atMs) + u" · "_s + hit.title,
                tr("Timeline entries"), [this, id = hit.incident] { m_ui.openIncident(id, u"timeline"_s); }});
    }
    addCommands(text);
    if (m_list->count() == 0) {
        addHit({u"search"_s,
                tr("Nothing found for “%1”").arg(text),
                tr("Try fewer words, or a reference like INC-0042."),
                {},
                {}});
    }
    m_list->setCurrentRow(0);
    place();
}

void CommandPalette::addCommands(const QString &text)
{
    const QStringList words = text.split(u' ', Qt::SkipEmptyParts);
    for (const PaletteCommand &command : m_commands) {
        const bool fits = std::all_of(words.begin(), words.end(), [&](const QString &word) {
            return command.title.contains(word, Qt::CaseInsensitive);
        });
        if (!fits)
            continue;
        addHit({command.iconName, command.title, {}, tr("Commands"), command.run});
        m_list->item(m_list->count() - 1)->setData(KeysRole, command.keys);
    }
}

void CommandPalette::addHit(const Hit &hit)
{
    auto *item = new QListWidgetItem(hit.title, m_list);
    item->setData(IconRole, hit.iconName);
    item->setData(DetailRole, hit.detail);
    if (hit.section != m_lastSection)
        item->setData(SectionRole, hit.section);
    item->setData(Qt::AccessibleTextRole, hit.detail.isEmpty() ? hit.title : hit.title + u", "_s + hit.detail);
    m_lastSection = hit.section;
    m_runs << hit.run;
}

void CommandPalette::runCurrent()
{
    const auto run = m_runs.value(m_list->currentRow());
    if (!run)
        return;
    dismiss();
    run();
}

void CommandPalette::place()
{
    setGeometry(parentWidget()->rect());
    int content = m_field->sizeHint().height() + 32;
    for (int row = 0; row < m_list->count(); ++row)
        content += m_list->sizeHintForRow(row);
    const int width = qMin(kBoxWidth, this->width() - 48);
    m_box->setGeometry((this->width() - width) / 2, qMin(64, height() / 8), width,
                       qMin(content, height() - 2 * qMin(64, height() / 8)));
}

void CommandPalette::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Theme &theme = Theme::current();
    painter.fillRect(rect(), QColor(10, 14, 22, theme.dark ? 150 : 90));
    paintBox(painter, m_box->geometry(), metrics::radiusPanel + 2, theme.surface, theme.line);
}

void CommandPalette::mousePressEvent(QMouseEvent *)
{
    dismiss(); // beside the box
}

void CommandPalette::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    place();
}

bool CommandPalette::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == parentWidget() && event->type() == QEvent::Resize && isVisible())
        place();
    if (watched != m_field || event->type() != QEvent::KeyPress)
        return QWidget::eventFilter(watched, event);
    const auto *key = static_cast<QKeyEvent *>(event);
    const int step = key->key() == Qt::Key_Down ? 1 : key->key() == Qt::Key_Up ? -1 : 0;
    if (step != 0) {
        m_list->setCurrentRow(qBound(0, m_list->currentRow() + step, m_list->count() - 1));
        return true;
    }
    if (key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter) {
        runCurrent();
        return true;
    }
    if (key->key() == Qt::Key_Escape) {
        dismiss();
        return true;
    }
    return key->key() == Qt::Key_Tab || key->key() == Qt::Key_Backtab;
}

} // namespace tocsin
