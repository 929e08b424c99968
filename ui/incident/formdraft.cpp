#include "ui/incident/formdraft.h"

#include "models/services/workspace.h"
#include "ui/common/choicegroup.h"
#include "ui/incident/instantedit.h"

#include <QAbstractButton>
#include <QComboBox>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLineEdit>
#include <QPlainTextEdit>

namespace tocsin {

namespace {
constexpr int kDebounceMs = 400;
}

FormDraft::FormDraft(const UiContext &ui, QObject *parent)
    : QObject(parent)
    , m_ui(ui)
{
    m_timer.setSingleShot(true);
    m_timer.setInterval(kDebounceMs);
    connect(&m_timer, &QTimer::timeout, this, &FormDraft::save);
    connect(ui.workspace, &Workspace::recovered, this, [this] {
        if (m_touched && m_unsaved)
            save();
    });
}

void FormDraft::watch(const QString &key, std::function<QJsonValue()> read,
                      std::function<void(const QJsonValue &)> write)
{
    m_fields.append({key, std::move(read), std::move(write)});
}

void FormDraft::watch(const QString &key, QLineEdit *field)
{
    watch(
        key, [field] { return QJsonValue(field->text()); },
        [field](const QJsonValue &v) { field->setText(v.toString()); });
    connect(field, &QLineEdit::textChanged, this, &FormDraft::touch);
}

void FormDraft::watch(const QString &key, QPlainTextEdit *field)
{
    watch(
        key, [field] { return QJsonValue(field->toPlainText()); },
        [field](const QJsonValue &v) { field->setPlainText(v.toString()); });
    connect(field, &QPlainTextEdit::textChanged, this, &FormDraft::touch);
}

void FormDraft::watch(const QString &key, QComboBox *field)
{
    watch(
        key, [field] { return QJsonValue(field->currentData().toString()); },
        [field](const QJsonValue &v) {
            for (int i = 0; i < field->count(); ++i)
                if (field->itemData(i).toString() == v.toString())
                    field->setCurrentIndex(i);
        });
    connect(field, &QComboBox::activated, this, &FormDraft::touch);
}

void FormDraft::watch(const QString &key, QAbstractButton *field)
{
    watch(
        key, [field] { return QJsonValue(field->isChecked()); },
        [field](const QJsonValue &v) { field->setChecked(v.toBool()); });
    connect(field, &QAbstractButton::toggled, this, &FormDraft::touch);
}

void FormDraft::watch(const QString &key, ChoiceGroup *field)
{
    watch(
        key, [field] { return QJsonValue(field->value().toString()); },
        [field](const QJsonValue &v) { field->setValue(v.toString()); });
    connect(field, &ChoiceGroup::valueChanged, this, &FormDraft::touch);
}

void FormDraft::watch(const QString &key, CheckCardGroup *field)
{
    watch(
        key, [field] { return QJsonValue(QJsonArray::fromVariantList(field->values())); },
        [field](const QJsonValue &v) { field->setValues(v.toArray().toVariantList()); });
    connect(field, &CheckCardGroup::valuesChanged, this, &FormDraft::touch);
}

void FormDraft::watch(const QString &key, InstantEdit *field)
{
    watch(
        key, [field] { return QJsonValue(field->ms()); },
        [field](const QJsonValue &v) { field->setMs(static_cast<qint64>(v.toDouble())); });
    connect(field, &InstantEdit::edited, this, &FormDraft::touch);
}

void FormDraft::open(const QString &name, IncidentId incident)
{
    flush();
    m_name = name;
    m_incident = incident;
    m_touched = false;
    m_unsaved = false;
    m_ui.workspace->run<Draft>(
        this, [name](Services &s) { return s.drafts.load(name); },
        [this, name](const Result<Draft> &draft) {
            if (draft && name == m_name && !m_touched)
                restore(draft->payload);
        });
}

void FormDraft::restore(const QString &payload)
{
    const QJsonObject values = QJsonDocument::fromJson(payload.toUtf8()).object();
    {
        const Pause pause(*this);
        for (const Field &f : m_fields)
            if (values.contains(f.key))
                f.write(values.value(f.key));
    }
    m_touched = true;
    Q_EMIT restored();
}

void FormDraft::touch()
{
    if (m_restoring || m_name.isEmpty())
        return;
    m_touched = true;
    m_timer.start();
}

void FormDraft::flush()
{
    if (m_timer.isActive())
        save();
}

void FormDraft::save()
{
    m_timer.stop();
    if (m_ui.workspace->status().readOnly)
        return;
    QJsonObject values;
    for (const Field &f : m_fields)
        values.insert(f.key, f.read());
    const Draft draft{m_name, m_incident, QString::fromUtf8(QJsonDocument(values).toJson(QJsonDocument::Compact)), 0};
    m_ui.workspace->run<void>(
        this, [draft](Services &s) { return s.drafts.save(draft); },
        [this, name = m_name](const Result<void> &saved) {
            if (name == m_name)
                m_unsaved = !saved;
        });
}

void FormDraft::discard()
{
    m_timer.stop();
    m_touched = false;
    m_unsaved = false;
    if (m_name.isEmpty() || m_ui.workspace->status().readOnly)
        return;
    m_ui.workspace->run<void>(this, [name = m_name](Services &s) { return s.drafts.discard(name); }, {});
}

} // namespace tocsin
