#pragma once

#include "models/services/services.h"
#include "ui/common/uicontext.h"

#include <QHash>
#include <QMap>
#include <QWidget>
#include <functional>

class QPushButton;
class QVBoxLayout;

namespace tocsin {

class Banner;
class Label;
struct SaField;

/**
 * The authority's form as a form: every field that is asked for, with its citation, filled from the incident on wish.
 * What is answered is a part of the notice's text, so legal approves it with its hash (P9.4, P9.7).
 */
class FormPage : public QWidget
{
    Q_OBJECT

public:
    explicit FormPage(const UiContext &ui, QWidget *parent = nullptr);

    /** Emits nothing. */
    void setAnswers(NoticeId notice, const QMap<QString, QString> &answers);
    [[nodiscard]] const QMap<QString, QString> &answers() const { return m_answers; }
    void setReadOnly(bool readOnly);
    /** How many fields that are needed are open. */
    [[nodiscard]] int missing() const;

Q_SIGNALS:
    /** A person answered something. */
    void edited();

private:
    struct Row
    {
        QString key;
        QWidget *box = nullptr;
        QWidget *section = nullptr;
        std::function<void(const QString &)> set;
        QWidget *input = nullptr;
    };
    void build();
    void addField(const SaField &field, QVBoxLayout *layout);
    [[nodiscard]] QWidget *makeChecks(const SaField &field, Row &row);
    [[nodiscard]] QWidget *makeInput(const SaField &field, Row &row);
    void answer(const QString &key, const QString &value);
    void refresh();
    void fillFromIncident();
    void exportAs(bool pdf);
    void exportTo(const QString &path, bool pdf);

    UiContext m_ui;
    NoticeId m_notice;
    QMap<QString, QString> m_answers;
    QList<Row> m_rows;
    bool m_readOnly = false;
    bool m_filling = false;
    Banner *m_banner;
    Label *m_summary;
    QPushButton *m_fill;
};

} // namespace tocsin
