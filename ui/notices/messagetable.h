#pragma once

#include "models/domain/notice.h"
#include "ui/common/uicontext.h"

#include <QWidget>

class QPushButton;
class QTableView;

namespace tocsin {

class ElidedLabel;
class MessageListModel;

/** Every message of a notice with where it stands, and its .eml and PDF to keep (P9.8). */
class MessageTable : public QWidget
{
    Q_OBJECT

public:
    explicit MessageTable(const UiContext &ui, QWidget *parent = nullptr);

    /** `reference` begins the names of files that are saved. */
    void setMessages(const QList<MessageRow> &messages, const QString &reference);
    /** Its notice leaves by mail: single messages can be decided on. */
    void setByMail(bool byMail);
    /** Rows a person chose; none chosen is all. */
    [[nodiscard]] QList<MessageId> chosen() const;

Q_SIGNALS:
    void chosenChanged();
    void deliveryWanted();
    /** About the one message that is chosen. */
    void decisionWanted();
    void failed(const tocsin::Error &error);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    enum class File { Eml, Pdf };

    void build();
    void showMenu(const QPoint &at);
    void updateButtons();
    void save(File which);
    void write(MessageId id, bool letter, const QString &path);
    [[nodiscard]] const MessageRow *chosenOne() const;
    [[nodiscard]] bool needsDecision() const;

    UiContext m_ui;
    MessageListModel *m_model;
    QTableView *m_view = nullptr;
    ElidedLabel *m_summary = nullptr;
    QPushButton *m_decide = nullptr;
    QPushButton *m_eml = nullptr;
    QPushButton *m_pdf = nullptr;
    QString m_reference;
    bool m_byMail = false;
};

} // namespace tocsin
